import { RESCUE_MS, type Cleanup, type Finish, type FinishStage } from './finish.js'
import type { Instant } from '../shared/instant.js'

/** A finish as clients follow it, also before it has begun and when it was refused. */
export interface FinishView {
  readonly id: string
  readonly cardId: string
  readonly projectId: string
  /** `queued`: another finish of the project goes first. `refused`: see `reasons`; nothing has changed. */
  readonly stage: FinishStage | 'queued' | 'refused'
  readonly branch: string
  readonly base: string | null
  /** Full id. */
  readonly merge: string | null
  readonly pushed: boolean
  readonly merged: boolean
  /** Why it came to nothing, the first of them. */
  readonly reason: string | null
  readonly reasons: ReadonlyArray<string>
  /** In conflict. */
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
