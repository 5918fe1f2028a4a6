import * as E from 'fp-ts/lib/Either.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'

/** Time in which a program has to print its version. */
export const PRINT_TIMEOUT_MS = 10_000

/** Output of a program; `null` when it is missing or fails. */
export async function printedBy(
  runner: CommandRunner,
  argv: readonly [string, ...string[]],
  timeoutMs = PRINT_TIMEOUT_MS,
): Promise<string | null> {
  const ran = await runner.run(argv, { timeoutMs })()
  return E.isRight(ran) && ran.right.exitCode === 0 ? ran.right.stdout : null
}
