import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  NOT_STARTED,
  TIMED_OUT,
  type CommandOptions,
  type CommandResult,
  type CommandRunner,
} from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'

/** Result of a scripted program, or the reason why there is none. */
export type ScriptedProgram = Partial<CommandResult> | 'not-startable' | 'never-ends'

export interface RanCommand {
  readonly argv: readonly [string, ...string[]]
  readonly options: CommandOptions
}

export interface MemoryCommandRunner extends CommandRunner {
  /**
   * Adds a script. The script that was added last and returns a result wins. A script returns `null` for commands it
   * does not handle; a command that no script handles cannot be started.
   */
  readonly script: (program: (argv: readonly string[], options: CommandOptions) => ScriptedProgram | null) => void
  /** Commands that were run, in order. */
  readonly ran: () => ReadonlyArray<RanCommand>
}

/** Programs that are only scripted. They take no time; one that never ends is at its timeout at once. */
export function memoryCommandRunner(): MemoryCommandRunner {
  const scripts: ((argv: readonly string[], options: CommandOptions) => ScriptedProgram | null)[] = []
  const ran: RanCommand[] = []

  const answerTo = (argv: readonly string[], options: CommandOptions): ScriptedProgram => {
    for (const script of scripts.toReversed()) {
      const program = script(argv, options)
      if (program !== null) return program
    }
    return 'not-startable'
  }

  /** Full output of the program, with the limit and whether the output exceeds it. */
  const run = (argv: RanCommand['argv'], options: CommandOptions): E.Either<Unavailable, Written> => {
    ran.push({ argv, options })
    const program = answerTo(argv, options)
    const [name] = argv
    if (program === 'not-startable') return E.left(unavailable(name, NOT_STARTED))
    if (program === 'never-ends') return E.left(unavailable(name, TIMED_OUT))
    const result: CommandResult = { exitCode: 0, stdout: '', stderr: '', ...program }
    const limit = options.outputLimitBytes ?? Infinity
    const isCut = Math.max(Buffer.byteLength(result.stdout), Buffer.byteLength(result.stderr)) > limit
    return E.right({ result, limit, isCut })
  }

  return {
    run: (argv, options = {}) =>
      TE.fromIOEither(() =>
        pipe(
          run(argv, options),
          E.flatMap(({ result, isCut }) =>
            isCut ? E.left(unavailable(argv[0], 'wrote more than its limit and was ended')) : E.right(result),
          ),
        ),
      ),
    runForBytes: (argv, options = {}) =>
      TE.fromIOEither(() =>
        pipe(
          run(argv, options),
          E.map(({ result, limit, isCut }) => ({
            exitCode: isCut ? null : result.exitCode,
            stdout: Buffer.from(result.stdout).subarray(0, limit),
            stderr: isCut ? '' : result.stderr,
            isCut,
          })),
        ),
      ),
    script: (program) => void scripts.push(program),
    ran: () => ran,
  }
}

interface Written {
  readonly result: CommandResult
  readonly limit: number
  readonly isCut: boolean
}
