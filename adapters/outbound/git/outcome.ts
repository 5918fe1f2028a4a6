import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ComparedFiles } from '../../../application/repo/repo-history.port.js'
import type { BytesResult } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { showPatches, type FileChange } from '../../../domain/repo/file-diff.js'

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
