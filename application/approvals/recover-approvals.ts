import { pipe } from 'fp-ts/lib/function.js'
import * as A from 'fp-ts/lib/ReadonlyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unanswered } from '../../domain/approvals/restraint.js'
import { outcomeRecord } from '../../domain/approvals/records.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalStore } from './approval-store.port.js'

/** Answers with how many there were. */
export type RecoverApprovals = TE.TaskEither<Unavailable, number>
export interface RecoverApprovalsDeps {
  readonly store: ApprovalStore
  readonly ledger: ApprovalLedger
}

/**
 * Closes what a hub that ended left open. The agents that waited hung on its connections: they were told nothing, or
 * refused by their own wrapper, and no answer can reach them any more. To be run before the first agent comes.
 */
export function makeRecoverApprovals({ store, ledger }: RecoverApprovalsDeps): RecoverApprovals {
  return pipe(
    store.kept,
    TE.tap(
      A.traverse(TE.ApplicativeSeq)((approval) =>
        pipe(
          ledger.append(outcomeRecord(approval, unanswered(approval, ''), 'hub-restarted', false)),
          TE.flatMap(() => store.drop(approval.id)),
        ),
      ),
    ),
    TE.map((left) => left.length),
  )
}
