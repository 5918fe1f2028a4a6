import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { onApproval } from '../../domain/attention/engine.js'
import { deny, HOLD_MS, previewOf, type Approval, type Verdict } from '../../domain/approvals/approval.js'
import { requestRecord } from '../../domain/approvals/records.js'
import { unanswered } from '../../domain/approvals/restraint.js'
import type { UpdateActivity } from '../attention/update-activity.js'
import type { Feed } from '../shared/feed.js'
import { THE_HUB, type AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import { detach } from '../shared/detached.js'
import type { Log } from '../shared/log.port.js'
import type { ApprovalNotifier } from './approval-notifier.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalStore } from './approval-store.port.js'
import type { PendingApprovals } from './pending-approvals.js'
import type { Secrets } from './secrets.port.js'
import { undecided, type SettleApproval } from './settle-approval.js'

/** Holds an agent until a person has decided. */
export interface HoldApproval {
  /** Opens an approval. It is on disk before it is published; `gone` withdraws it. */
  readonly hold: (approval: Omit<Approval, 'secretHash'>, gone: AbortSignal) => Promise<Verdict>
  /** Waits for an approval that is open already. */
  readonly join: (id: string, gone: AbortSignal) => Promise<Verdict>
}

export interface HoldApprovalDeps {
  readonly settleApproval: SettleApproval
  readonly pending: PendingApprovals
  readonly store: ApprovalStore
  readonly ledger: ApprovalLedger
  readonly notifier: ApprovalNotifier
  readonly secrets: Secrets
  readonly feed: Feed
  readonly updateActivity: UpdateActivity
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
}

/** Reasons for an agent in `strict`. */
const REASONS = {
  expired: 'Nobody answered in time',
  closed: 'The question was withdrawn',
  'not-recorded': 'The question could not be recorded',
} as const

export function makeHoldApproval(deps: HoldApprovalDeps): HoldApproval {
  const { settleApproval, pending, store, ledger, notifier, secrets, feed, updateActivity, audit, clock, log } = deps

  /** Ends an approval without a decision; one that was decided meanwhile is left as it is. */
  const giveUp = (id: string, why: keyof typeof REASONS): void => {
    const settled = settleApproval(id, (approval) => E.right(undecided(unanswered(approval, REASONS[why]), why)))
    detach('end of an approval', settled)
  }

  const open = (approval: Approval, secret: string): void => {
    const { id, call } = approval
    const { session, tool } = call
    const preview = previewOf(tool, call.input)
    pending.open(id)
    feed.publish({ _tag: 'tool-approval-request', id, name: session, tool, preview, at: clock.now() })
    notifier.notify(approval, secret)
    if (call.gate === 'PreToolUse') {
      const attending = updateActivity(session, (attention, at) => onApproval(attention, 'asked', tool, at))
      detach('attention of an approval', attending)
    }
    const { digest, gate } = call
    const auditing = audit.record(
      { event: 'approval.request', fields: { id, session, tool, preview, digest, gate } },
      THE_HUB,
    )
    detach('audit of approvals', auditing)
  }

  const join: HoldApproval['join'] = (id, gone) =>
    new Promise((resolve) => {
      const stop = pending.listen(id, resolve)
      const leave = (): void => {
        const othersWait = stop()
        resolve(deny(REASONS.closed)) // the agent no longer reads it
        if (!othersWait) giveUp(id, 'closed')
      }
      detach('withdrawal by the agent', aborted(gone).then(leave))
    })

  async function hold(asked: Omit<Approval, 'secretHash'>, gone: AbortSignal): Promise<Verdict> {
    const secret = secrets.newSecret()
    const approval: Approval = { ...asked, secretHash: secrets.sha256(secret) }
    const { id, call, mode } = approval
    pending.reserve(approval, clock.monotonic())
    const cancel = clock.after(HOLD_MS, () => {
      giveUp(id, 'expired')
    })
    const verdict = join(id, gone)
    const written = await pipe(
      store.keep(approval),
      TE.flatMap(() => ledger.append(requestRecord(id, call, mode))),
    )()
    if (E.isLeft(written)) {
      log.error('an approval could not be recorded', { session: call.session, detail: written.left.detail })
      giveUp(id, 'not-recorded')
    } else if (pending.get(id) !== null && !gone.aborted) {
      open(pending.get(id)?.approval ?? approval, secret)
    }
    const said = await verdict
    cancel()
    return said
  }

  return { hold, join }
}

const aborted = (signal: AbortSignal): Promise<unknown> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true })
      })
