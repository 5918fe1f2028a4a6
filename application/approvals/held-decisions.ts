import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DecideFault } from '../../domain/approvals/decision.js'
import type { Decided, PendingCall } from '../../domain/approvals/desk-call.js'
import { approvalNotPending, decisionNotHeld, type DecisionNotHeld } from '../../domain/approvals/errors.js'
import type { HeldDecision } from '../../domain/approvals/held-decision.js'
import { withdrawalRecord, type Decider } from '../../domain/approvals/records.js'
import type { Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { ApprovalsSteps } from './ports.js'

/** A decision, and the milliseconds for which it is held. */
export interface DecisionToHold extends Decided {
  readonly holdMs: number
}

/** Decisions that can be taken back for some seconds. The hub holds them, so a page that is closed changes nothing. */
export interface HeldDecisions {
  /** Holds a decision; one that is not to be held is delivered at once. A second decision fails with `ApprovalNotPending`. */
  readonly hold: (
    id: string,
    how: (pending: PendingCall) => E.Either<DecideFault, DecisionToHold>,
    caller: Caller,
  ) => TE.TaskEither<DecideFault | Unavailable, HeldDecision>
  /** Makes the approval open again. Fails with `DecisionNotHeld` once the decision is being delivered. */
  readonly takeBack: (id: string, decider: Decider) => TE.TaskEither<DecisionNotHeld | Unavailable, void>
  /** Delivers all of them before their time. */
  readonly deliverAll: T.Task<void>
}

export function makeHeldDecisions(
  deps: Pick<ApprovalsSteps, 'calls' | 'ledger' | 'directory' | 'clock' | 'log' | 'withLock'>,
): HeldDecisions {
  const { calls, ledger, directory, clock, log, withLock } = deps
  const deliveries = new Map<string, T.Task<void>>()

  const eventOf = ({ approval }: PendingCall) => ({
    name: directory.nameOf(approval.call.session),
    at: clock.now(),
  })

  /** Delivers this decision and no later one. One that cannot be written leaves the approval open. */
  const deliver =
    (id: string, held: HeldDecision, caller: Caller): T.Task<void> =>
    async () => {
      const { decision, decider } = held
      const isStill = ({ held: now }: PendingCall) =>
        now === held ? E.right({ why: 'decided', decision, decider } as const) : E.left(approvalNotPending)
      const ended = await calls.end(id, isStill, caller)()
      const left = calls.pending(id)
      if (left?.held !== held) return
      if (E.isLeft(ended)) log.error('a decision could not be delivered', { id, fault: ended.left._tag })
      deliveries.delete(id)
      await calls.dispatch(id, { _tag: 'Released', ...eventOf(left) })
    }

  const locked = <A, F>(id: string, step: () => Promise<E.Either<F, A>>): TE.TaskEither<F, A> =>
    withLock([lockKey('approval', id)], step)

  const hold: HeldDecisions['hold'] = (id, how, caller) => {
    return locked(id, async () => {
      const pending = calls.pending(id)
      if (pending === null || pending.held !== null) return E.left(approvalNotPending)
      const read = how(pending)
      if (E.isLeft(read)) return read
      const { holdMs, decision, decider } = read.right
      const held = { decision, decider, until: clock.now() + holdMs }
      await calls.dispatch(id, { _tag: 'Held', held, ...eventOf(pending) })
      const deliverOnce = deliver(id, held, caller)
      const cancel = clock.after(holdMs, () => detach('delivery of a held decision', deliverOnce))
      deliveries.set(id, async () => {
        cancel()
        await deliverOnce()
      })
      return E.right(held)
    })
  }

  return {
    hold,
    takeBack: (id, decider) =>
      locked(id, async (): Promise<E.Either<DecisionNotHeld | Unavailable, void>> => {
        const pending = calls.pending(id)
        if (pending === null || pending.held === null) return E.left(decisionNotHeld)
        const { approval, held } = pending
        deliveries.delete(id)
        await calls.dispatch(id, { _tag: 'Released', ...eventOf(pending) })
        return ledger.append(withdrawalRecord(id, approval.call, held.decision, decider))()
      }),
    deliverAll: async () => {
      await Promise.all([...deliveries.values()].map((delivered) => delivered()))
    },
  }
}
