import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * The approvals that wait, on disk, for a hub that starts again after it was killed. The cost of one does not depend on
 * the number of others.
 */
export interface ApprovalStore {
  /** Approvals that were kept and not dropped, oldest first. */
  readonly kept: TE.TaskEither<Unavailable, ReadonlyArray<Approval>>
  /** Settles once it is on disk. */
  readonly keep: (approval: Approval) => TE.TaskEither<Unavailable, void>
  /** Unknown ids change nothing. */
  readonly drop: (id: string) => TE.TaskEither<Unavailable, void>
}
