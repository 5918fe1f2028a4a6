import type { Instant } from '../shared/instant.js'
import type { FinishReason } from './finish-reason.js'
import type { Card, CardId } from './card.js'
import type { ProjectId } from '../projects/project-id.js'
import type { FullCommitId } from '../repo/commit.js'
import type { BranchName } from '../repo/refs.js'
import type { Directory } from '../shared/brand.js'

/**
 * Progress of a finish. `merging`: nothing visible has happened. `publishing`: the merge is built and is being pushed
 * to the remote and the base. `finalizing`: the base is updated, and the card is being updated. `undoing`: the finish is
 * being undone. End states: `done`, `aborted` (aborted without effect) and `undone`.
 */
export type FinishStage = 'merging' | 'publishing' | 'finalizing' | 'done' | 'aborted' | 'undoing' | 'undone'

/** Result of the cleanup after a card is done. */
export interface Cleanup {
  /** True when the session was ended. */
  readonly sessionKilled: boolean
  readonly worktreeRemoved: boolean
  /** The worktree exists and has uncommitted changes. */
  readonly worktreeKept: boolean
  readonly branchDeleted: boolean
  readonly branchKept: boolean
  /**
   * Reason of a kept branch. `unmerged`: it has commits that are not in the base; `checked-out`: it is merged, and a worktree has it;
   * `unknown`: git does not say. `null` for no kept branch.
   */
  readonly branchReason: 'unmerged' | 'checked-out' | 'unknown' | null
  /** Worktree that has a merged branch checked out; `null` for none. */
  readonly checkedOutIn: Directory | null
  /** Refs that keep deleted branches and heads reachable. */
  readonly rescue: ReadonlyArray<string>
}

export const NO_CLEANUP: Cleanup = {
  sessionKilled: false,
  worktreeRemoved: false,
  worktreeKept: false,
  branchDeleted: false,
  branchKept: false,
  branchReason: null,
  checkedOutIn: null,
  rescue: [],
}

/** Facts of a finish that its start has. With those of its stage they are enough to resume or undo it after a crash at any point. */
export interface FinishRecord {
  /** A UUID. */
  readonly id: string
  readonly cardId: CardId
  readonly projectId: ProjectId
  /** Folder of the project; absolute. */
  readonly directory: Directory
  /** Branch that is merged into. */
  readonly base: BranchName
  readonly branch: BranchName
  /** Full ids of branch and base at the start. */
  readonly branchTip: FullCommitId
  /** Commit of the base branch before the finish. */
  readonly baseBefore: FullCommitId
  /** Absolute path of the worktree in which the merge is built. */
  readonly place: Directory
  /** True when the base branch is pushed. */
  readonly pushes: boolean
  /** Worktree of the card at the start. */
  readonly worktree: Directory | null
  /** Stage and order of the card before the finish. */
  readonly cardBefore: Pick<Card, 'stage' | 'order'>
  readonly startedAt: Instant
}

/** Fields of later stages, as a finish at the stage `merging` has them. */
export const NOT_YET = {
  merge: null,
  endedAt: null,
  pushed: false,
  merged: false,
  reason: null,
  detail: null,
  cleanup: null,
  revert: null,
} as const

/**
 * Finish at one stage, with the fields that only some stages have. Those of other stages are there with their first value: the
 * compiler accepts a missing field that a spread of another stage brings along, but not a value of another type.
 */
export type AtStage<Stage extends FinishStage, Own = unknown> = FinishRecord &
  Omit<typeof NOT_YET, keyof Own> &
  Own & {
    readonly stage: Stage
  }

/** Merge that the base, or a remote, has. */
export interface PublishedMerge {
  /** Commit that becomes the base. */
  readonly merge: FullCommitId
  /** True when the base branch was pushed. */
  readonly pushed: boolean
  /** True when the local base has been updated. */
  readonly merged: boolean
}

/** Merge whose card is done. */
export interface CleanedMerge extends PublishedMerge {
  /** Things removed after the merge. */
  readonly cleanup: Cleanup
  readonly endedAt: Instant
}

/** Merge that is being undone, or was. */
export interface UndoneMerge extends CleanedMerge {
  /** Commit that undoes the finish, when the base could not be moved back. */
  readonly revert: FullCommitId | null
}

/** Merge that is being published. */
export interface PendingMerge {
  /** Commit that becomes the base. */
  readonly merge: FullCommitId
  /** Message of a remote that is waited for. */
  readonly detail: string | null
}

/** End without effect. */
export interface AbortedMerge {
  /** Commit that would have become the base; `null` when it was not built. */
  readonly merge: FullCommitId | null
  /** Reason why the finish was aborted. */
  readonly reason: FinishReason
  /** Message of the remote, of git or of the project's check. */
  readonly detail: string | null
  readonly endedAt: Instant
}

/** Finish by stage. */
export type Finish =
  | AtStage<'merging'>
  | AtStage<'publishing', PendingMerge>
  | AtStage<'finalizing', PublishedMerge>
  | AtStage<'done', CleanedMerge>
  | AtStage<'aborted', AbortedMerge>
  | AtStage<'undoing', UndoneMerge>
  | AtStage<'undone', UndoneMerge>

/** A finish at one of these stages. */
export type FinishAt<Stage extends FinishStage> = Extract<Finish, { readonly stage: Stage }>

/** Finishes, ordered by start. */
export type FinishRecords = ReadonlyArray<Finish>

const OPEN: ReadonlySet<FinishStage> = new Set(['merging', 'publishing', 'finalizing', 'undoing'])
export const isOpen = ({ stage }: Finish): boolean => OPEN.has(stage)

export const findFinish = (records: FinishRecords, id: string): Finish | undefined =>
  records.find((one) => one.id === id)

/** Last finish of a card that was not aborted. */
export const lastFinishOf = (records: FinishRecords, cardId: CardId): Finish | undefined =>
  records.findLast((one) => one.cardId === cardId && one.stage !== 'aborted')

export const withFinish = (records: FinishRecords, finish: Finish): FinishRecords =>
  findFinish(records, finish.id) === undefined
    ? [...records, finish]
    : records.map((one) => (one.id === finish.id ? finish : one))

const DAY_MS = 24 * 60 * 60 * 1000
/** Time for which deleted refs are recoverable and a finish can be undone. */
export const RESCUE_MS = 30 * DAY_MS

export const isRecent = (finish: Finish, now: Instant): boolean => isOpen(finish) || now - finish.startedAt <= RESCUE_MS

/** Undone finish whose merge was reverted by a commit. */
export type RevertedFinish = FinishAt<'undone'> & { readonly revert: FullCommitId }

/** True when a commit reverted the merge. Git still counts the merged commits as merged. */
export const isReverted = (finish: Finish): finish is RevertedFinish =>
  finish.stage === 'undone' && finish.revert !== null

/** Drops finishes that can no longer be undone and do not affect later ones. */
export function recent(records: FinishRecords, now: Instant): FinishRecords {
  const kept = records.filter((one) => isRecent(one, now) || isReverted(one))
  return kept.length === records.length ? records : kept
}

const RESCUE = 'refs/penates/rescue/'

/** `refs/penates/rescue/20261125T095300Z-0f7c0a/branch`: time, card, kind. */
export function rescueRef(cardId: CardId, at: Instant, what: 'branch' | 'base' | 'merge' | 'head'): string {
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
  return `${RESCUE}${stamp}-${cardId.replace(/[^A-Za-z0-9]/g, '').slice(0, 6) || 'card'}/${what}`
}

/** Rescue refs older than `RESCUE_MS`. Refs of another form do not belong to the hub and are left out. */
export function expiredRescues(refs: ReadonlyArray<string>, now: Instant): ReadonlyArray<string> {
  return refs.filter((ref) => {
    const [, date = '', time = ''] = /^refs\/penates\/rescue\/(\d{8})T(\d{6})Z-/.exec(ref) ?? []
    const at = Date.parse(
      `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
    )
    return now - at > RESCUE_MS
  })
}
