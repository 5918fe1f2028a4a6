/** Extra facts of a log line. Never tokens, argv, prompts or terminal bytes. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** The operator's log: one structured line a call, in order; never throws and never blocks. */
export interface Log {
  readonly info: (message: string, fields?: LogFields) => void
  readonly warn: (message: string, fields?: LogFields) => void
  readonly error: (message: string, fields?: LogFields) => void
}
