import { basename } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  NOT_STARTED,
  TIMED_OUT,
  type BytesResult,
  type CommandOptions,
  type CommandResult,
  type CommandRunner,
} from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { runProgram, type ProgramEnd, type RunProgram } from '../../../infrastructure/process/run-program.js'

const TIMEOUT_MS = 30_000
const OUTPUT_LIMIT_BYTES = 16 * 1024 * 1024

/** Runs real programs. `environment` is what they get when a call names none: the hub's own less every secret. */
export const processCommandRunner = (environment: () => Readonly<Record<string, string>>): CommandRunner =>
  commandRunnerBy(runProgram, environment)

/** The same by a function that runs them, such as that of a thread. */
export function commandRunnerBy(run: RunProgram, environment: () => Readonly<Record<string, string>>): CommandRunner {
  const end = (argv: readonly [string, ...string[]], options: CommandOptions): Promise<ProgramEnd> =>
    run(argv, {
      ...given(options),
      environment: options.environment ?? environment(),
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      outputLimitBytes: options.outputLimitBytes ?? OUTPUT_LIMIT_BYTES,
      ownGroup: options.startsNone !== true,
    })

  return {
    run:
      (argv, options = {}) =>
      async () =>
        readText(argv[0], await end(argv, options)),
    runForBytes:
      (argv, options = {}) =>
      async () =>
        readBytes(argv[0], await end(argv, options)),
  }
}

const given = ({ directory, input }: CommandOptions): { directory?: string; input?: string } => ({
  ...(directory === undefined ? {} : { directory }),
  ...(input === undefined ? {} : { input }),
})

function readBytes(path: string, end: ProgramEnd): E.Either<Unavailable, BytesResult> {
  const program = basename(path)
  switch (end._tag) {
    case 'Ended':
      return E.right({ exitCode: end.exitCode, stdout: end.stdout, stderr: end.stderr.toString('utf8'), isCut: false })
    case 'NotStarted':
      return E.left(unavailable(program, NOT_STARTED, end.error))
    case 'TimedOut':
      return E.left(unavailable(program, TIMED_OUT))
    case 'TooMuchOutput':
      return E.right({ exitCode: null, stdout: end.stdout, stderr: '', isCut: true })
  }
}

function readText(path: string, end: ProgramEnd): E.Either<Unavailable, CommandResult> {
  if (end._tag === 'TooMuchOutput')
    return E.left(unavailable(basename(path), 'wrote more than its limit and was ended'))
  return pipe(
    readBytes(path, end),
    E.map(({ exitCode, stdout, stderr }) => ({ exitCode, stdout: Buffer.from(stdout).toString('utf8'), stderr })),
  )
}
