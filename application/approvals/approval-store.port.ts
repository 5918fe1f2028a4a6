import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * The approvals that wait, on disk: what a hub that was ended in the middle finds when it starts again. One costs the
 * same whether ten others wait or ten thousand.
 */
export interface ApprovalStore {
  /** Those that were kept and not dropped, oldest first. */
  readonly kept: TE.TaskEither<Unavailable, ReadonlyArray<Approval>>
  /** Answers once it is on disk. */
  readonly keep: (approval: Approval) => TE.TaskEither<Unavailable, void>
  /** Unknown ids change nothing. */
  readonly drop: (id: string) => TE.TaskEither<Unavailable, void>
}
