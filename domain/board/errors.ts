import type { Card, CardId } from './card.js'
import type { Obstacle } from './finish-reason.js'
import type { ObstacleFiles } from './preflight.js'
import type { ProjectId } from '../projects/project-id.js'
import type { Tagged } from '../shared/tagged.js'

/** No card has this id. */
export interface CardNotFound extends Tagged<'CardNotFound'> {
  /** Id that no card has. */
  readonly id: CardId
}
export const cardNotFound = (id: CardId): CardNotFound => ({ _tag: 'CardNotFound', id })

/** The values sent for a card are invalid; `detail` is the code of the first error. */
export interface BadCard extends Tagged<'BadCard'> {
  /** Field and reason. */
  readonly detail: string
}
export const badCard = (detail: string): BadCard => ({ _tag: 'BadCard', detail })

/** The project of a card is not registered. */
export interface UnknownProject extends Tagged<'UnknownProject'> {
  /** Ids of the registered projects that the caller may list. */
  readonly projects: ReadonlyArray<ProjectId>
}
export const unknownProject = (projects: ReadonlyArray<ProjectId>): UnknownProject => ({
  _tag: 'UnknownProject',
  projects,
})

/** The card has changed since the client read it. */
export interface CardConflict extends Tagged<'CardConflict'> {
  /** Card as it is now. */
  readonly card: Card
}
export const cardConflict = (card: Card): CardConflict => ({ _tag: 'CardConflict', card })

/** A card without a spec cannot be implemented. */
export type NoSpec = Tagged<'NoSpec'>
export const noSpec: NoSpec = { _tag: 'NoSpec' }

/** A card has open blockers. Starting it needs the client's explicit consent. */
export interface CardBlocked extends Tagged<'CardBlocked'> {
  /** Ids of the cards that are not done. */
  readonly blockedBy: ReadonlyArray<CardId>
}
export const cardBlocked = (blockedBy: ReadonlyArray<CardId>): CardBlocked => ({ _tag: 'CardBlocked', blockedBy })

/**
 * No worktree can be created for an agent that runs without permission prompts. The operator has to agree to the use of
 * their own checkout.
 */
export interface IsolationUnavailable extends Tagged<'IsolationUnavailable'> {
  /** Reason why there is no worktree. */
  readonly detail: 'not-a-repository' | 'no-base'
}
export const isolationUnavailable = (detail: IsolationUnavailable['detail']): IsolationUnavailable => ({
  _tag: 'IsolationUnavailable',
  detail,
})

/** A worktree could not be created; nothing was left behind. `detail` comes from git or from the hub. */
export interface WorktreeRefused extends Tagged<'WorktreeRefused'> {
  /** Output of git. */
  readonly detail: string
}
export const worktreeRefused = (detail: string): WorktreeRefused => ({ _tag: 'WorktreeRefused', detail })

/** The text is not the name of a branch that a worktree can have. */
export type BadBranchName = Tagged<'BadBranchName', { readonly branch: string }>
export const badBranchName = (branch: string): BadBranchName => ({ _tag: 'BadBranchName', branch })

/** `origin` did not answer in time. */
export interface RemoteSilent extends Tagged<'RemoteSilent'> {
  /** Output of git. */
  readonly detail: string
}
export const remoteSilent = (detail: string): RemoteSilent => ({ _tag: 'RemoteSilent', detail })

/** Git refused to merge or commit: a conflict, a hook or a signature. Nothing was changed. */
export interface MergeRefused extends Tagged<'MergeRefused'> {
  readonly step: 'merge' | 'commit'
  /** Output of git or of a hook of the repository. */
  readonly detail: string
}
export const mergeRefused = (step: MergeRefused['step'], detail: string): MergeRefused => ({
  _tag: 'MergeRefused',
  step,
  detail,
})

/** A push failed, or git could not determine its result. */
export interface PushRefused extends Tagged<'PushRefused'> {
  /** Output of git. */
  readonly detail: string
}
export const pushRefused = (detail: string): PushRefused => ({ _tag: 'PushRefused', detail })

/** A branch has moved, or its checkout has changes that moving the branch would lose. */
export interface BaseMoved extends Tagged<'BaseMoved'> {
  /** Reason in one line. */
  readonly detail: string
}
export const baseMoved = (detail: string): BaseMoved => ({ _tag: 'BaseMoved', detail })

/** Only a card in review that has a branch can be finished. */
export type NotReviewable = Tagged<'NotReviewable'>
export const notReviewable: NotReviewable = { _tag: 'NotReviewable' }

/** A card has no branch to compare. */
export type NoBranch = Tagged<'NoBranch'>
export const noBranch: NoBranch = { _tag: 'NoBranch' }

/** All obstacles of a finish; nothing was changed. */
export interface FinishObstructed extends Tagged<'FinishObstructed'> {
  /** Obstacles, in a fixed order. */
  readonly reasons: ReadonlyArray<Obstacle>
  readonly files: ReadonlyArray<string>
  /** Output of git or of the project's check; `null` when neither reported anything. */
  readonly detail: string | null
  /** The same obstacles, each with its own files. */
  readonly obstacles: ReadonlyArray<ObstacleFiles>
}
export const finishObstructed = (
  reasons: ReadonlyArray<Obstacle>,
  files: ReadonlyArray<string> = [],
  detail: string | null = null,
  obstacles: ReadonlyArray<ObstacleFiles> = reasons.map((reason) => ({ reason, files: [], commits: [] })),
): FinishObstructed => ({ _tag: 'FinishObstructed', reasons, files, detail, obstacles })

/** `origin` did not accept the merge. `isPending`: the result of the push is unknown, and the hub retries. */
export interface PushFailed extends Tagged<'PushFailed'> {
  /** Output of git. */
  readonly detail: string
  /** True when the push is repeated at the next start. */
  readonly isPending: boolean
}
export const pushFailed = (detail: string, isPending: boolean): PushFailed => ({
  _tag: 'PushFailed',
  detail,
  isPending,
})

/** The repository could not be inspected for a finish; nothing was changed. */
export interface FinishFailed extends Tagged<'FinishFailed'> {
  /** Reason in one line. */
  readonly detail: string
}
export const finishFailed = (detail: string): FinishFailed => ({ _tag: 'FinishFailed', detail })

/** No finish has this id. */
export type FinishNotFound = Tagged<'FinishNotFound', { readonly id: string }>
export const finishNotFound = (id: string): FinishNotFound => ({ _tag: 'FinishNotFound', id })

/**
 * Reason why a finish cannot be undone. `published`: only a revert commit can undo it, and the client has to request
 * one.
 */
export interface NotUndoable extends Tagged<'NotUndoable'> {
  /** Reason why there is no undo. */
  readonly reason: 'nothing-to-undo' | 'published' | 'conflict' | 'base-moved' | 'branch-taken'
  /** Name of the branch or file in the way; `null` for none. */
  readonly detail: string | null
}
export const notUndoable = (reason: NotUndoable['reason'], detail: string | null = null): NotUndoable => ({
  _tag: 'NotUndoable',
  reason,
  detail,
})
