/** The folder is in no work tree, or is not there. */
export interface NotARepository {
  readonly _tag: 'NotARepository'
  readonly directory: string
}
export const notARepository = (directory: string): NotARepository => ({ _tag: 'NotARepository', directory })

/** What was given is no abbreviated or full object id. */
export interface InvalidCommitId {
  readonly _tag: 'InvalidCommitId'
}
export const invalidCommitId: InvalidCommitId = { _tag: 'InvalidCommitId' }

/** No commit, or more than one, has an id that begins so. */
export interface CommitNotFound {
  readonly _tag: 'CommitNotFound'
  readonly id: string
}
export const commitNotFound = (id: string): CommitNotFound => ({ _tag: 'CommitNotFound', id })

/** A ref that was asked for does not exist, or the two have no history in common. */
export interface NotComparable {
  readonly _tag: 'NotComparable'
  readonly base: string
  readonly head: string
}
export const notComparable = (base: string, head: string): NotComparable => ({ _tag: 'NotComparable', base, head })
