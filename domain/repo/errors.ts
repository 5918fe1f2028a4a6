import type { Tagged } from '../shared/tagged.js'

/** The folder is not in a worktree, or does not exist. */
export interface NotARepository extends Tagged<'NotARepository'> {
  /** Folder; absolute. */
  readonly directory: string
}
export const notARepository = (directory: string): NotARepository => ({ _tag: 'NotARepository', directory })

/** The text is neither an abbreviated nor a full object id. */
export type InvalidCommitId = Tagged<'InvalidCommitId'>
export const invalidCommitId: InvalidCommitId = { _tag: 'InvalidCommitId' }

/** No commit, or more than one, has an id with this prefix. */
export interface CommitNotFound extends Tagged<'CommitNotFound'> {
  /** Id that no commit has. */
  readonly id: string
}
export const commitNotFound = (id: string): CommitNotFound => ({ _tag: 'CommitNotFound', id })

/** A requested ref does not exist, or the two have no common history. */
export interface NotComparable extends Tagged<'NotComparable'> {
  /** First of the two revisions. */
  readonly base: string
  /** Second of the two revisions. */
  readonly head: string
}
export const notComparable = (base: string, head: string): NotComparable => ({ _tag: 'NotComparable', base, head })

/** Git or one of the repository's hooks refused a change. */
export interface GitRefused extends Tagged<'GitRefused'> {
  /** First line that describes the refusal. */
  readonly detail: string
}
export const gitRefused = (detail: string): GitRefused => ({ _tag: 'GitRefused', detail })

/** The work tree is no longer as the caller read it. */
export interface ChangeOutdated extends Tagged<'ChangeOutdated'> {
  /** File, relative to the root of the repository; `null` for the staged files together. */
  readonly path: string | null
}
export const changeOutdated = (path: string | null): ChangeOutdated => ({ _tag: 'ChangeOutdated', path })

/** No discarded content is stored under the id: it was restored, or newer ones replaced it. */
export interface DiscardNotFound extends Tagged<'DiscardNotFound'> {
  readonly id: string
}
export const discardNotFound = (id: string): DiscardNotFound => ({ _tag: 'DiscardNotFound', id })
