import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import {
  TIMED_OUT,
  type Args,
  type CommandOptions,
  type CommandRunner,
} from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'

/** Longest limit of a command that only reads a little, in milliseconds. A longer one is for work. */
const READING_MS = 10_000
/** The next command of the same request starts within it. */
const FAILS_MS = 2_000

/**
 * Runs git for several adapters. After a reading command that timed out, such as one on a FIFO, the next ones in the same
 * folder fail for 2 s. A request that takes several of them so ends with the first one that hangs.
 */
export function failFastRunner({ run, runForBytes }: CommandRunner, monotonic: () => number): CommandRunner {
  /** Time until which reading commands fail, by folder. */
  const hung = new Map<string, number>()

  const failing =
    <A>(start: (argv: Args, options?: CommandOptions) => TE.TaskEither<Unavailable, A>) =>
    (argv: Args, options: CommandOptions = {}): TE.TaskEither<Unavailable, A> => {
      const { directory, timeoutMs = Infinity } = options
      if (directory === undefined || timeoutMs > READING_MS) return start(argv, options)
      return async () => {
        if (monotonic() < (hung.get(directory) ?? -Infinity)) return E.left(unavailable('git', TIMED_OUT))
        const ended = await start(argv, options)()
        if (E.isLeft(ended) && ended.left.detail === TIMED_OUT) hung.set(directory, monotonic() + FAILS_MS)
        return ended
      }
    }

  return { run: failing(run), runForBytes: failing(runForBytes) }
}
