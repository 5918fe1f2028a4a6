import { RESCUE_MS, type Cleanup, type Finish, type FinishStage } from './finish.js'
import type { Instant } from '../shared/instant.js'

/** Finish as shown to clients, also while queued and after a refusal. */
export interface FinishView {
  readonly id: string
  readonly cardId: string
  readonly projectId: string
  /** `queued`: another finish of the project runs first. `refused`: see `reasons`; nothing was changed. */
  readonly stage: FinishStage | 'queued' | 'refused'
  readonly branch: string
  readonly base: string | null
  /** Full id. */
  readonly merge: string | null
  readonly pushed: boolean
  readonly merged: boolean
  /** First reason for the failure. */
  readonly reason: string | null
  readonly reasons: ReadonlyArray<string>
  /** Files in conflict. */
  readonly files: ReadonlyArray<string>
  readonly detail: string | null
  readonly cleanup: Cleanup | null
  readonly isUndoable: boolean
  readonly startedAt: Instant
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
