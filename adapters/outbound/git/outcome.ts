import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ComparedFiles } from '../../../application/repo/repo-history.port.js'
import type { BytesResult, CommandResult } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { showPatches, type FileChange } from '../../../domain/repo/file-diff.js'
import { errorTextOf } from './git-writer.js'

/** Output that was cut is good as far as it goes. */
export const isSuccess = ({ exitCode, isCut }: BytesResult): boolean => exitCode === 0 || isCut

/** Failure with the first line that git wrote to stderr. */
export const refused = ({ stderr }: BytesResult): Unavailable =>
  unavailable('git', stderr.split('\n').find((line) => line !== '') ?? 'ended without a word')

/** The result itself; a refusal is `Unavailable`. */
export const succeeded = (result: BytesResult): TE.TaskEither<Unavailable, BytesResult> =>
  isSuccess(result) ? TE.right(result) : TE.left(refused(result))

/** The first `max` files and how many there are besides. */
export const shownOf = (changes: ReadonlyArray<FileChange>, max: number): ComparedFiles => ({
  files: showPatches(changes.slice(0, max)),
  omitted: Math.max(0, changes.length - max),
})

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
