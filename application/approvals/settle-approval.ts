import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { onApproval } from '../../domain/attention/engine.js'
import type { Approval, Verdict } from '../../domain/approvals/approval.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import { approvalNotPending, type ApprovalNotPending } from '../../domain/approvals/errors.js'
import { outcomeRecord } from '../../domain/approvals/records.js'
import type { Attend } from '../attention/attend.js'
import type { Feed } from '../attention/feed.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalStore } from './approval-store.port.js'
import type { PendingApprovals } from './pending-approvals.js'
import type { Precedents } from './precedents.js'

/** How one approval ends. */
export interface Settlement {
  readonly verdict: Verdict
  /** `decided`, `expired`, … */
  readonly why: string
  /** The record of a decision; without it on disk the decision does not count. `null` where nobody decided. */
  readonly decision: ChainEntry | null
  readonly editedDigest: string | null
}

/** Ends one approval, once: whoever comes second finds it gone. A left of `how`, or a log that fails, leaves it waiting. */
export type SettleApproval = <F, S extends Settlement>(
  id: string,
  how: (approval: Approval) => E.Either<F, S>,
) => TE.TaskEither<F | ApprovalNotPending | Unavailable, { readonly approval: Approval; readonly settlement: S }>
export interface SettleApprovalDeps {
  readonly pending: PendingApprovals
  readonly precedents: Precedents
  readonly ledger: ApprovalLedger
  readonly store: ApprovalStore
  readonly feed: Feed
  readonly attend: Attend
  readonly clock: Clock
  readonly log: Log
  readonly withLock: WithLock
}

const DONE: TE.TaskEither<never, void> = TE.right(undefined)

export function makeSettleApproval(deps: SettleApprovalDeps): SettleApproval {
  const { pending, precedents, ledger, store, feed, attend, clock, log, withLock } = deps

  /** From here on it cannot be undone; the agent hears first. Answers with how many were still there to hear it. */
  function close({ id, call }: Approval, { verdict, editedDigest }: Settlement): number {
    const listeners = [...(pending.get(id)?.listeners ?? [])]
    pending.remove(id)
    if (call.gate === 'PreToolUse') precedents.remember(call, verdict, editedDigest)
    for (const listener of listeners) listener(verdict)
    feed.publish({ _tag: 'tool-approval-resolved', id, name: call.session, at: clock.now() })
    return listeners.length
  }

  /** What is written down afterwards changes nothing any more: a failure is reported, and cleared up at the next start. */
  const writeDown = (approval: Approval, { verdict, why }: Settlement, heard: number): TE.TaskEither<never, void> =>
    pipe(
      ledger.append(outcomeRecord(approval, verdict, why, heard > 0)),
      TE.flatMap(() => store.drop(approval.id)),
      TE.orElse(({ detail }) => {
        log.error('what became of an approval could not be recorded', { id: approval.id, detail })
        return DONE
      }),
    )

  /** Held before its tool an agent shows nothing; let go, it works on. At the other gate its dialog speaks for it. */
  const tellAttention = (approval: Approval, { decision }: Settlement): TE.TaskEither<never, void> => {
    const { session, gate, tool } = approval.call
    return gate === 'PreToolUse' || decision !== null
      ? TE.fromTask(attend(session, (attention, at) => onApproval(attention, 'answered', tool, at)))
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
        TE.tap(({ settlement: { decision } }) => (decision === null ? DONE : ledger.append(decision))),
        TE.tap(({ approval, settlement }) => {
          // The session may have been renamed while the decision was written.
          const present = pending.get(id)?.approval ?? approval
          const heard = close(present, settlement)
          return pipe(
            writeDown(present, settlement, heard),
            TE.flatMap(() => tellAttention(present, settlement)),
          )
        }),
      ),
    )
}
