import type { CommandResult } from '../../../application/shared/command-runner.port.js'
import { errorTextOf } from './git-writer.js'

/** Lines that name no cause: git prints them for every failure, or they only repeat the remote's address. */
const WITHOUT_CAUSE =
  /^(hint:|To |Please make sure you have the correct access|and the repository exists|fatal: Could not read from remote|error: failed to push some refs|Warning: Permanently added)/
const MAX_CHARACTERS = 1_000

/**
 * Error text of a failed fetch or push: output of the remote's hook, of ssh or of git, a few lines. Git's last line
 * alone (`failed to push some refs`) does not name the cause.
 */
export function remoteErrorText(result: CommandResult): string {
  const lines = result.stderr
    .split(/[\r\n]+/)
    // Behind each line of the remote git clears what progress may have left there.
    .map((line) =>
      line
        .replace(/^remote:/, '')
        .replaceAll('\u001b[K', '')
        .trim(),
    )
    .filter((line) => line !== '' && !WITHOUT_CAUSE.test(line))
  return lines.length === 0 ? errorTextOf(result) : lines.join('\n').slice(0, MAX_CHARACTERS)
}
