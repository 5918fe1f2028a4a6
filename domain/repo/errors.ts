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
