import type { Card } from './card.js'
import type { Obstacle } from './preflight.js'

/** No card has this id. */
export interface CardNotFound {
  readonly _tag: 'CardNotFound'
  readonly id: string
}
export const cardNotFound = (id: string): CardNotFound => ({ _tag: 'CardNotFound', id })

/** What was sent for a card does not fit; `detail` is the machine code of what is wrong first. */
export interface BadCard {
  readonly _tag: 'BadCard'
  readonly detail: string
}
export const badCard = (detail: string): BadCard => ({ _tag: 'BadCard', detail })

/** The card has changed since its sender read it. */
export interface CardConflict {
  readonly _tag: 'CardConflict'
  readonly card: Card
}
export const cardConflict = (card: Card): CardConflict => ({ _tag: 'CardConflict', card })

/** A card without a spec cannot be implemented. */
export interface NoSpec {
  readonly _tag: 'NoSpec'
}
export const noSpec: NoSpec = { _tag: 'NoSpec' }

/** A card waits for others; whoever starts it all the same has to say so. */
export interface CardBlocked {
  readonly _tag: 'CardBlocked'
  /** Ids of the cards that are not done. */
  readonly blockedBy: ReadonlyArray<string>
}
export const cardBlocked = (blockedBy: ReadonlyArray<string>): CardBlocked => ({ _tag: 'CardBlocked', blockedBy })

/** There is no place apart for an agent that asks nobody; the person has to agree to their own checkout. */
export interface IsolationUnavailable {
  readonly _tag: 'IsolationUnavailable'
  readonly detail: 'not-a-repository' | 'no-base'
}
export const isolationUnavailable = (detail: IsolationUnavailable['detail']): IsolationUnavailable => ({
  _tag: 'IsolationUnavailable',
  detail,
})

/** A worktree could not be made; nothing of it was left behind. `detail` is git's own word or ours. */
export interface WorktreeRefused {
  readonly _tag: 'WorktreeRefused'
  readonly detail: string
}
export const worktreeRefused = (detail: string): WorktreeRefused => ({ _tag: 'WorktreeRefused', detail })

/** `origin` does not answer, or not in time. */
export interface RemoteSilent {
  readonly _tag: 'RemoteSilent'
  readonly detail: string
}
export const remoteSilent = (detail: string): RemoteSilent => ({ _tag: 'RemoteSilent', detail })

/** Git did not merge or commit: a conflict, a hook, a signature. Nothing has changed. */
export interface MergeRefused {
  readonly _tag: 'MergeRefused'
  readonly step: 'merge' | 'commit'
  readonly detail: string
}
export const mergeRefused = (step: MergeRefused['step'], detail: string): MergeRefused => ({
  _tag: 'MergeRefused',
  step,
  detail,
})

/** A push did not succeed, as far as git could tell. */
export interface PushRefused {
  readonly _tag: 'PushRefused'
  readonly detail: string
}
export const pushRefused = (detail: string): PushRefused => ({ _tag: 'PushRefused', detail })

/** A branch is not where it was, or its checkout has something that moving it would lose. */
export interface BaseMoved {
  readonly _tag: 'BaseMoved'
  readonly detail: string
}
export const baseMoved = (detail: string): BaseMoved => ({ _tag: 'BaseMoved', detail })

/** Only a card in review that has a branch can be finished. */
export interface NotReviewable {
  readonly _tag: 'NotReviewable'
}
export const notReviewable: NotReviewable = { _tag: 'NotReviewable' }

/** A card has no branch that could be compared. */
export interface NoBranch {
  readonly _tag: 'NoBranch'
}
export const noBranch: NoBranch = { _tag: 'NoBranch' }

/** What stands in the way of a finish, all of it; nothing has changed. */
export interface FinishObstructed {
  readonly _tag: 'FinishObstructed'
  readonly reasons: ReadonlyArray<Obstacle>
  /** Files in conflict. */
  readonly files: ReadonlyArray<string>
  /** What git or the project's check said, where one of them did. */
  readonly detail: string | null
}
export const finishObstructed = (
  reasons: ReadonlyArray<Obstacle>,
  files: ReadonlyArray<string> = [],
  detail: string | null = null,
): FinishObstructed => ({ _tag: 'FinishObstructed', reasons, files, detail })

/** `origin` did not take the merge. `isPending`: it is not known whether it has, and the hub goes on asking. */
export interface PushFailed {
  readonly _tag: 'PushFailed'
  readonly detail: string
  readonly isPending: boolean
}
export const pushFailed = (detail: string, isPending: boolean): PushFailed => ({
  _tag: 'PushFailed',
  detail,
  isPending,
})

/** A finish could not even be looked into. */
export interface FinishFailed {
  readonly _tag: 'FinishFailed'
  readonly detail: string
}
export const finishFailed = (detail: string): FinishFailed => ({ _tag: 'FinishFailed', detail })

/** No finish has this id. */
export interface FinishNotFound {
  readonly _tag: 'FinishNotFound'
  readonly id: string
}
export const finishNotFound = (id: string): FinishNotFound => ({ _tag: 'FinishNotFound', id })

/** Why a finish cannot be taken back. `published`: only with a commit that reverts it, which has to be asked for. */
export interface NotUndoable {
  readonly _tag: 'NotUndoable'
  readonly reason: 'nothing-to-undo' | 'published' | 'conflict' | 'base-moved' | 'branch-taken'
  readonly detail: string | null
}
export const notUndoable = (reason: NotUndoable['reason'], detail: string | null = null): NotUndoable => ({
  _tag: 'NotUndoable',
  reason,
  detail,
})
