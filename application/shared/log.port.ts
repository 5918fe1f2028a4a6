/** Extra facts of a log line. Never tokens, argv, prompts or terminal bytes. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** The operator's log: one structured line a call, in order; never throws and never blocks. */
export interface Log {
  /** Writes a line about normal operation. */
  readonly info: (message: string, fields?: LogFields) => void
  /** Writes a line about a condition that an operator should look at. */
  readonly warn: (message: string, fields?: LogFields) => void
  /** Writes a line about a failure. */
  readonly error: (message: string, fields?: LogFields) => void
}
