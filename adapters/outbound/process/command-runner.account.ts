import { basename } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  NOT_STARTED,
  type CommandOptions,
  type CommandRunner,
} from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { accountEnvironment, asAccount, type Account } from '../../../infrastructure/process/as-account.js'

/** Exit status and first words of setpriv for a program that is missing or cannot be run. util-linux 2.41. */
const FAILED_EXEC = 127
const FAILED_EXEC_TEXT = 'setpriv: failed to execute'

/**
 * Runs programs as another account, with its variables in place of the caller's. `environment` is what they get when a
 * call names none.
 */
export function accountCommandRunner(
  runner: CommandRunner,
  account: Account,
  environment: Readonly<Record<string, string>>,
): CommandRunner {
  const before = asAccount(account)
  const withVariables = (options: CommandOptions = {}): CommandOptions => ({
    ...options,
    environment: accountEnvironment(account, options.environment ?? environment),
  })
  const ofProgram = <A extends { readonly exitCode: number | null; readonly stderr: string }>(
    [program]: readonly [string, ...string[]],
    running: TE.TaskEither<Unavailable, A>,
  ): TE.TaskEither<Unavailable, A> =>
    pipe(
      running,
      TE.mapLeft(({ detail, cause }) => unavailable(basename(program), detail, cause)),
      TE.filterOrElse(
        ({ exitCode, stderr }) => exitCode !== FAILED_EXEC || !stderr.startsWith(FAILED_EXEC_TEXT),
        () => unavailable(basename(program), NOT_STARTED),
      ),
    )
  return {
    run: (argv, options) => ofProgram(argv, runner.run([...before, ...argv], withVariables(options))),
    runForBytes: (argv, options) => ofProgram(argv, runner.runForBytes([...before, ...argv], withVariables(options))),
  }
}
