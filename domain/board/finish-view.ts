import { RESCUE_MS, type Cleanup, type Finish, type FinishStage } from './finish.js'
import type { FinishReason } from './finish-reason.js'
import type { Instant } from '../shared/instant.js'
import type { BranchName } from '../repo/refs.js'
import type { CardId } from './card.js'
import type { FullCommitId } from '../repo/commit.js'
import type { ProjectId } from '../projects/project-id.js'

/** Finish as shown to clients, also while queued and after a refusal. */
export interface FinishView {
  readonly id: string
  readonly cardId: CardId
  readonly projectId: ProjectId
  /** `queued`: another finish of the project runs first. `refused`: see `reasons`; nothing was changed. */
  readonly stage: FinishStage | 'queued' | 'refused'
  readonly branch: BranchName
  /** Branch that was merged into. */
  readonly base: BranchName | null
  /** Full id. */
  readonly merge: FullCommitId | null
  /** True when the base branch was pushed. */
  readonly pushed: boolean
  /** True when the base branch contains the work. */
  readonly merged: boolean
  /** First reason for the failure. */
  readonly reason: FinishReason | null
  /** Obstacles that ended the finish. */
  readonly reasons: ReadonlyArray<FinishReason>
  readonly files: ReadonlyArray<string>
  /** Message of git or of the project's check; `null` for none. */
  readonly detail: string | null
  /** Things removed after the merge. */
  readonly cleanup: Cleanup | null
  /** True while an undo is possible. */
  readonly isUndoable: boolean
  readonly startedAt: Instant
  /** Time of the end; `null` while it runs. */
  readonly endedAt: Instant | null
}

export const viewOf = (finish: Finish, now: Instant): FinishView => ({
  id: finish.id,
  cardId: finish.cardId,
  projectId: finish.projectId,
  stage: finish.stage,
  branch: finish.branch,
  base: finish.base,
  merge: finish.merge,
  pushed: finish.pushed,
  merged: finish.merged,
  reason: finish.reason,
  reasons: finish.reason === null ? [] : [finish.reason],
  files: [],
  detail: finish.detail,
  cleanup: finish.cleanup,
  isUndoable: finish.stage === 'done' && now - finish.startedAt <= RESCUE_MS,
  startedAt: finish.startedAt,
  endedAt: finish.endedAt,
})
