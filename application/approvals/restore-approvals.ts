import type { Approval } from '../../domain/approvals/approval.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import { mayAskAgain, mayWaitAtDialog, verdictAgain } from '../../domain/approvals/recovery.js'
import { detach } from '../shared/detached.js'
import type { ApprovalsSteps } from './ports.js'

/** Time for a hook that was cut off to ask again. It tries every second. */
const ASKS_AGAIN_WITHIN_MS = 60_000

/**
 * Takes an approval of a former run back to the desk, unlisted, and returns true: until its dialog has been seen, or its hook has asked
 * again. A hook that was cut off after the decision gets that one. `records` are those of the approval in the log.
 */
export type RestoreApproval = (approval: Approval, records: ReadonlyArray<ChainEntry>) => boolean

export const makeRestoreApproval =
  ({ calls, callDialogs, clock }: Pick<ApprovalsSteps, 'calls' | 'callDialogs' | 'clock'>): RestoreApproval =>
  (approval, records) => {
    const { id, call, createdAt } = approval
    const verdict = verdictAgain(approval, records)
    if (verdict !== null) {
      detach('recovery of a decision', calls.dispatch(id, { _tag: 'Ruled', id, call, verdict, at: clock.now() }))
      return false
    }
    const isAtDialog = mayWaitAtDialog(approval, records) && callDialogs.areReadOf(call)
    if (!isAtDialog && !mayAskAgain(approval, records)) return false
    const askedAt = clock.monotonic() - (clock.now() - createdAt)
    const place = isAtDialog ? 'dialog' : 'away'
    detach('recovery of an approval', calls.dispatch(id, { _tag: 'Restored', approval, askedAt, place }))
    if (!isAtDialog)
      clock.after(ASKS_AGAIN_WITHIN_MS, () => {
        if (calls.pending(id)?.place === 'away') detach('end of an approval', calls.withdraw(id, 'hub-restarted'))
      })
    return true
  }
