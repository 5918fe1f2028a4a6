/** Which lines: all, or warnings and errors. */
export type LogExtract = 'all' | 'troubles'

/**
 * The lines that the hub logged last, in this run and, as far as they were kept, in those before.
 *
 * In memory: asking never waits, and never fails. Each is one JSON object without a line end, with `time`, `level`,
 * `message` and its facts; secrets are not in it.
 */
export interface LogHistory {
  /** The newest `lines` (1 or more) of them, oldest first. */
  readonly recent: (lines: number, which: LogExtract) => ReadonlyArray<string>
}
