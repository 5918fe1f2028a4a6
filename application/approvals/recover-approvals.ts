import { pipe } from 'fp-ts/lib/function.js'
import * as A from 'fp-ts/lib/ReadonlyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import { closingRecords, grantIn } from '../../domain/approvals/recovery.js'
import { withGrant } from '../../domain/approvals/rules.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalRulesStore } from './approval-rules.port.js'
import type { ApprovalStore } from './approval-store.port.js'

/** Number of approvals that were closed. */
export type RecoverApprovals = TE.TaskEither<Unavailable, number>
export interface RecoverApprovalsDeps {
  readonly store: ApprovalStore
  readonly ledger: ApprovalLedger
  readonly rules: ApprovalRulesStore
}

/**
 * Closes the approvals that an earlier run of the hub left open. An outcome in the log stands, and its consequences are
 * carried out. Agents waited on connections of that run, so they get no answer. Must run before the first request of an
 * agent.
 */
export function makeRecoverApprovals({ store, ledger, rules }: RecoverApprovalsDeps): RecoverApprovals {
  const close = (approval: Approval, records: ReadonlyArray<ChainEntry>): TE.TaskEither<Unavailable, void> => {
    const missing = closingRecords(approval, records)
    const grant = grantIn(approval, records)
    return pipe(
      missing.length === 0 ? TE.right(undefined) : ledger.append(...missing),
      TE.flatMap(() => (grant === null ? TE.right(null) : rules.change((before) => withGrant(before, grant)))),
      TE.flatMap(() => store.drop(approval.id)),
    )
  }

  return pipe(
    store.kept,
    TE.tap((left) =>
      left.length === 0
        ? TE.right([])
        : pipe(
            ledger.recordsOf(left.map(({ id }) => id)),
            TE.flatMap((records) =>
              A.traverse(TE.ApplicativeSeq)((approval: Approval) => close(approval, records.get(approval.id) ?? []))(
                left,
              ),
            ),
          ),
    ),
    TE.map((left) => left.length),
  )
}
