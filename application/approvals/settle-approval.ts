import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { onApproval } from '../../domain/attention/engine.js'
import type { Approval, Verdict } from '../../domain/approvals/approval.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import { approvalNotPending, type ApprovalNotPending } from '../../domain/approvals/errors.js'
import { deliveryRecord, outcomeRecord } from '../../domain/approvals/records.js'
import type { UpdateActivity } from '../attention/update-activity.js'
import type { Feed } from '../shared/feed.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalStore } from './approval-store.port.js'
import type { PendingApprovals } from './pending-approvals.js'
import type { RecentVerdicts } from './recent-verdicts.js'

/** End of one approval. */
export interface Settlement {
  readonly verdict: Verdict
  /** `decided`, `expired`, … */
  readonly why: string
  /** Record of a decision, which takes effect once this is on disk; `null` without a decision. */
  readonly decision: ChainEntry | null
  readonly editedDigest: string | null
  /** Writes the consequence of the decision after the agent has it. After a crash the next start does so. */
  readonly consequence: TE.TaskEither<Unavailable, unknown>
}

/** Settlement of an approval that no person decided. */
export const undecided = (verdict: Verdict, why: string): Settlement => ({
  verdict,
  why,
  decision: null,
  editedDigest: null,
  consequence: TE.right(undefined),
})

/**
 * Ends one approval, once; a second call fails with `ApprovalNotPending`. A left of `how`, or a decision that cannot be
 * written, leaves it waiting. The outcome is in the log before the agent gets it, and the delivery afterwards.
 */
export type SettleApproval = <F, S extends Settlement>(
  id: string,
  how: (approval: Approval) => E.Either<F, S>,
) => TE.TaskEither<F | ApprovalNotPending | Unavailable, { readonly approval: Approval; readonly settlement: S }>
export interface SettleApprovalDeps {
  readonly pending: PendingApprovals
  readonly recentVerdicts: RecentVerdicts
  readonly ledger: ApprovalLedger
  readonly store: ApprovalStore
  readonly feed: Feed
  readonly updateActivity: UpdateActivity
  readonly clock: Clock
  readonly log: Log
  readonly withLock: WithLock
}

const DONE: TE.TaskEither<never, void> = TE.right(undefined)

export function makeSettleApproval(deps: SettleApprovalDeps): SettleApproval {
  const { pending, recentVerdicts, ledger, store, feed, updateActivity, clock, log, withLock } = deps

  /** Releases the agents; this cannot be undone. Returns the number of agents that still waited. */
  function close({ id, call }: Approval, { verdict, editedDigest }: Settlement): number {
    const listeners = [...(pending.get(id)?.listeners ?? [])]
    pending.remove(id)
    if (call.gate === 'PreToolUse') recentVerdicts.remember(call, verdict, editedDigest)
    for (const listener of listeners) listener(verdict)
    feed.publish({ _tag: 'tool-approval-resolved', id, name: call.session, at: clock.now() })
    return listeners.length
  }

  /** A decision takes effect once it is on disk. Without a decision the agent is released even if the log cannot be written. */
  const writeOutcome = (
    approval: Approval,
    { decision, verdict, why }: Settlement,
  ): TE.TaskEither<Unavailable, void> => {
    const outcome = outcomeRecord(approval, verdict, why)
    return decision === null ? reported(approval, ledger.append(outcome)) : ledger.append(decision, outcome)
  }

  /** A failure is logged and undoes nothing; the next start writes what is missing. */
  const writeDelivery = (approval: Approval, { consequence }: Settlement, heard: number): TE.TaskEither<never, void> =>
    reported(
      approval,
      pipe(
        ledger.append(deliveryRecord(approval, heard > 0)),
        TE.flatMap(() => consequence),
        TE.flatMap(() => store.drop(approval.id)),
      ),
    )

  const reported = ({ id }: Approval, writing: TE.TaskEither<Unavailable, void>): TE.TaskEither<never, void> =>
    pipe(
      writing,
      TE.orElse(({ detail }) => {
        log.error('what became of an approval could not be recorded', { id, detail })
        return DONE
      }),
    )

  /** An agent that was held before its tool works on. At the other gate its dialog is on the screen until a decision. */
  const tellAttention = (approval: Approval, { decision }: Settlement): TE.TaskEither<never, void> => {
    const { session, gate, tool } = approval.call
    return gate === 'PreToolUse' || decision !== null
      ? TE.fromTask(updateActivity(session, (attention, at) => onApproval(attention, 'answered', tool, at)))
      : DONE
  }

  return <F, S extends Settlement>(id: string, how: (approval: Approval) => E.Either<F, S>) =>
    withLock(
      [`approval ${id}`],
      pipe(
        TE.Do,
        TE.bindW('approval', () =>
          TE.fromEither(
            pipe(
              pending.get(id),
              E.fromNullable(approvalNotPending),
              E.map((waiting) => waiting.approval),
            ),
          ),
        ),
        TE.bindW('settlement', ({ approval }) => TE.fromEither(how(approval))),
        TE.tap(({ approval, settlement }) => writeOutcome(approval, settlement)),
        TE.tap(({ approval, settlement }) => {
          // The session may have been renamed while the outcome was written.
          const present = pending.get(id)?.approval ?? approval
          const heard = close(present, settlement)
          return pipe(
            writeDelivery(present, settlement, heard),
            TE.flatMap(() => tellAttention(present, settlement)),
          )
        }),
      ),
    )
}
