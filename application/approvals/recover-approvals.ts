import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import { closingRecords, grantIn } from '../../domain/approvals/recovery.js'
import { withGrant } from '../../domain/approvals/rules.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalsPorts } from './ports.js'
import type { RestoreApproval } from './restore-approvals.js'

/** Number of approvals that an earlier run left open. */
export type RecoverApprovals = TE.TaskEither<Unavailable, number>

/**
 * Closes the approvals that an earlier run of the hub left open. An outcome in the log stands, and its consequences are
 * carried out. Agents waited on connections of that run, so they get no answer. A call whose dialog may wait on, or
 * whose hook asks again, stays open. Must run before the first request of an agent.
 */
export function makeRecoverApprovals(
  deps: Pick<ApprovalsPorts, 'store' | 'ledger' | 'rules' | 'directory'> & { readonly restore: RestoreApproval },
): RecoverApprovals {
  const { store, ledger, rules, directory, restore } = deps
  /** Records, grants and drops are one synced write each, in this order. */
  async function close(
    left: ReadonlyArray<Approval>,
    recordsOf: (approval: Approval) => ReadonlyArray<ChainEntry>,
  ): Promise<E.Either<Unavailable, unknown>> {
    for (const approval of left) {
      const name = recordsOf(approval)[0]?.['session']
      if (typeof name === 'string') directory.noteFormer({ id: approval.call.session, name })
    }
    const approvals = left.filter((approval) => !restore(approval, recordsOf(approval)))
    const missing = approvals.flatMap((approval) => closingRecords(approval, recordsOf(approval)))
    const written = missing.length === 0 ? E.right(undefined) : await ledger.append(...missing)()
    if (E.isLeft(written)) return written
    const grants = approvals.flatMap((approval) => grantIn(approval, recordsOf(approval)) ?? [])
    const granted =
      grants.length === 0 ? E.right(null) : await rules.update((before) => E.right(grants.reduce(withGrant, before)))()
    if (E.isLeft(granted)) return granted
    const dropped = await Promise.all(approvals.map(({ id }) => store.drop(id)()))
    return dropped.find(E.isLeft) ?? E.right(null)
  }

  return async () => {
    const left = await store.kept()
    if (E.isLeft(left) || left.right.length === 0) return E.map(() => 0)(left)
    const records = await ledger.recordsOf(left.right.map(({ id }) => id))()
    if (E.isLeft(records)) return records
    for (let from = 0; from < left.right.length; from += CLOSED_AT_ONCE) {
      const some = left.right.slice(from, from + CLOSED_AT_ONCE)
      const closed = await close(some, ({ id }) => records.right.get(id) ?? [])
      if (E.isLeft(closed)) return closed
    }
    return E.right(left.right.length)
  }
}

/** Approvals of one write. Each has at most 64 KiB in the log; a sync takes about 10 ms for one record as for 500. */
const CLOSED_AT_ONCE = 500
