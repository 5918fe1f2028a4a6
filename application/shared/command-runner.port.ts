import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from './errors.js'

/** Detail of the error for a program that outlived its timeout. */
export const TIMED_OUT = 'took too long and was ended'

/** Detail of the error for a program that is missing or cannot be run. */
export const NOT_STARTED = 'could not be started'

/** Program or command with its arguments. */
export type Args = readonly [string, ...string[]]

/** Options of a command. */
export interface CommandOptions {
  /** Working folder; absolute. */
  readonly directory?: string
  /** The whole environment of the program; without it, the hub's own one less every secret. */
  readonly environment?: Readonly<Record<string, string>>
  /** Text for standard input; none when left out. */
  readonly input?: string
  /** Time limit, after which the program is killed. */
  readonly timeoutMs?: number
  /** Output past this many bytes (of stdout or stderr) ends the program and is `Unavailable`. */
  readonly outputLimitBytes?: number
  /**
   * It starts no programs that would stay when it is killed. Then it needs no process group of its own, which a busy
   * machine schedules later.
   */
  readonly startsNone?: boolean
}

/** End of a program. */
export interface CommandResult {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null
  /** Standard output as UTF-8. */
  readonly stdout: string
  /** Standard error as UTF-8. */
  readonly stderr: string
}

/** End of a program whose output is no text. */
export interface BytesResult {
  /** `null` when a signal ended it, ours at the limit included. */
  readonly exitCode: number | null
  /** Standard output. */
  readonly stdout: Uint8Array
  /** Standard error as UTF-8. */
  readonly stderr: string
  /** There was more than the limit: the program was ended, and `stdout` is what it had written by then. */
  readonly isCut: boolean
}

/**
 * Runs a program to its end: argv, never a shell.
 *
 * A non-zero exit is an answer. `Unavailable` means it could not be started, outlived its timeout (it is then
 * killed with its children; the detail is `TIMED_OUT`) or wrote more than its limit.
 */
export interface CommandRunner {
  /** Runs a program whose output is text. */
  readonly run: (argv: Args, options?: CommandOptions) => TE.TaskEither<Unavailable, CommandResult>
  /** As `run`, for output that is no text (names of files may be any bytes) or of which a beginning is good enough. */
  readonly runForBytes: (argv: Args, options?: CommandOptions) => TE.TaskEither<Unavailable, BytesResult>
}
