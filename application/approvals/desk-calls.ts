import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  type PendingLoad,
  deny,
  holdMs,
  isOutlasted,
  NO_OPINION,
  type NamedApproval,
  type ToolCall,
  type Verdict,
} from '../../domain/approvals/approval.js'
import { leftOfLimitMs } from '../../domain/approvals/asked-call.js'
import { staysAtDialog } from '../../domain/approvals/agent-dialog.js'
import type { DecideFault } from '../../domain/approvals/decision.js'
import { advance, endRecords, verdictAt } from '../../domain/approvals/desk.js'
import type {
  ApprovalEnd,
  CallDelivery,
  DeskCall,
  DeskEffect,
  DeskEvent,
  PendingCall,
} from '../../domain/approvals/desk-call.js'
import type { Withdrawal } from '../../domain/approvals/withdrawal.js'
import { beyondLimit, expired } from '../../domain/approvals/same-call.js'
import { approvalNotPending } from '../../domain/approvals/errors.js'
import { runRecord } from '../../domain/approvals/records.js'
import type { FinishedCall } from '../../domain/approvals/tool-call.js'
import { withGrant } from '../../domain/approvals/rules.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { onApproval } from '../../domain/attention/engine.js'
import { THE_HUB, type Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import { makeAnswerByKeys } from './answer-by-keys.js'
import { makeEndedCalls, makeCallIndex, type HeldCall } from './call-index.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'

/** Reaches people who have no page of the hub open. */
export interface ApprovalNotifier {
  readonly hasSubscribers: () => boolean
  /** True when the device has subscribed and can be reached. */
  readonly reaches: (deviceId: string) => boolean
  /** `secret` lets its bearer decide this one approval. Never waits; a message that cannot be delivered is lost. */
  readonly notify: (approval: NamedApproval, secret: string, delivery: CallDelivery) => void
  /** Time between reminders in milliseconds, and the time of the last message about all calls; `null` while none are sent. */
  readonly reminders: () => { readonly everyMs: number; readonly toldAt: number } | null
  /** One message about all calls that wait. */
  readonly remindOfAll: () => void
}

/** The calls on the desk in memory. Events change them by the reducer `advance`, and its effects are carried out in order. */
export interface DeskCalls {
  readonly all: () => Iterable<DeskCall>
  readonly ofSession: (session: SessionId) => Iterable<DeskCall>
  readonly load: (session: SessionId) => PendingLoad
  readonly pending: (id: string) => PendingCall | null
  /** Open calls, oldest first; the same array until they change. */
  readonly opened: () => ReadonlyArray<PendingCall>
  /** Number of open approvals, without visiting them. */
  readonly openCount: () => number
  /** Left with the first write that failed; the effects after it are left out. */
  readonly dispatch: (id: string, event: DeskEvent) => Promise<E.Either<Unavailable, void>>
  readonly forget: (id: string) => void
  /**
   * Waits for the verdict, to the limit of this hook at most. The call is withdrawn when `gone` is aborted and no other agent waits for
   * it, and at the limit when no hook outlasts this one.
   */
  readonly wait: (id: string, call: ToolCall, gone: AbortSignal) => Promise<Verdict>
  /**
   * Ends a pending call, once; a second end fails with `ApprovalNotPending`. A left of `how`, or a decision that cannot be
   * written, leaves it pending. The outcome is in the log before the agents get it, and the delivery afterwards. A decision about a call
   * at a dialog is given by its keys.
   */
  readonly end: <N extends ApprovalEnd>(
    id: string,
    how: (pending: PendingCall) => E.Either<DecideFault, N>,
    caller: Caller,
  ) => TE.TaskEither<DecideFault | Unavailable, N>
  /**
   * Ends a call without a decision, or leaves it to the dialog of its agent where that waits on; one that has ended is left as it is.
   */
  readonly withdraw: (id: string, why: Withdrawal) => T.Task<void>
  /** Leaves a call to its hook, which asks again after this run of the hub. */
  readonly cutOff: (id: string) => T.Task<void>
  /** A call that was allowed without a person, with its outcome in the log. */
  readonly noteGranted: (id: string, call: ToolCall, verdict: Verdict) => void
  /** Writes to the log that the calls which this run is of have run. */
  readonly recordRun: (session: SessionId, ran: FinishedCall) => T.Task<void>
  /** A session has ended; runs that it reports later are not recorded. */
  readonly forgetRuns: (session: SessionId) => void
}

export function makeDeskCalls(
  deps: Pick<ApprovalsPorts, 'store' | 'ledger' | 'rules' | 'directory' | 'secrets' | 'feed' | 'audit' | 'clock'> &
    Pick<ApprovalsPorts, 'log' | 'withLock'> &
    Pick<ApprovalsSteps, 'updateActivity' | 'callDialogs'> & {
      readonly approvalNotifier: Pick<ApprovalNotifier, 'notify'>
    },
): DeskCalls {
  const { store, ledger, rules, approvalNotifier, updateActivity, callDialogs, directory, secrets } = deps
  const { feed, audit, clock, log, withLock } = deps
  const calls = makeCallIndex()
  const endedCalls = makeEndedCalls(secrets)
  /** Result of `opened` until a call changes. */
  let opened: ReadonlyArray<PendingCall> | null = null

  const pending = (id: string): PendingCall | null => {
    const state = calls.get(id)?.state ?? null
    return state?._tag === 'Answered' ? null : state
  }

  const agentsOf = (id: string): HeldCall['agents'] => calls.get(id)?.agents ?? new Set()

  const forget = (id: string): void => {
    opened = null
    calls.delete(id)
  }

  /** Answered calls are in the order of their answers. */
  function put(id: string, before: DeskCall | null, held: HeldCall): void {
    const { state } = held
    if (state._tag === 'Answered' && before?._tag !== 'Answered') {
      for (const old of expired(calls.answered(), state.at)) forget(old.id)
      for (const old of beyondLimit(calls.ofSession(state.call.session))) forget(old.id)
      forget(id)
    }
    opened = null
    calls.set(id, held)
  }

  async function dispatch(id: string, event: DeskEvent, caller = THE_HUB): Promise<E.Either<Unavailable, void>> {
    const state = calls.get(id)?.state ?? null
    const agents = agentsOf(id)
    const { next, effects } = advance(state, event, secrets.sha256)
    if (next === null) forget(id)
    else put(id, state, { state: next, agents })
    for (const effect of effects) {
      const done = await perform(effect, id, agents, caller)()
      if (E.isLeft(done)) return done
    }
    return E.right(undefined)
  }

  function perform(
    effect: DeskEffect,
    id: string,
    agents: HeldCall['agents'],
    caller: Caller,
  ): TE.TaskEither<Unavailable, unknown> {
    switch (effect._tag) {
      case 'Store':
        return store.keep(effect.approval)
      case 'Drop':
        return store.drop(id)
      case 'Append':
        return ledger.append(...effect.records)
      case 'Grant':
        return rules.update((before) => E.right(withGrant(before, effect.grant)))
      case 'Tell':
        return TE.fromIO(() => {
          for (const { tell } of [...agents]) tell(effect.verdict)
          agents.clear()
        })
      case 'Publish':
        return TE.fromIO(() => feed.publish(effect.event))
      case 'Notify':
        return TE.fromIO(() => approvalNotifier.notify(effect.approval, effect.secret, effect.delivery))
      case 'UpdateActivity': {
        const { session, tool } = effect.call
        return TE.fromTask(updateActivity(session, (attention, at) => onApproval(attention, effect.what, tool, at)))
      }
      case 'Audit':
        return pipe(
          audit.record(effect, caller),
          TE.orElse(({ detail }) => TE.fromIO(() => log.error('an approval could not be audited', { id, detail }))),
        )
    }
  }

  /** The next start of the hub writes what is missing. */
  const logUnwritten = (id: string, { detail }: Unavailable): void =>
    log.error('what became of an approval could not be recorded', { id, detail })

  const end: DeskCalls['end'] = <N extends ApprovalEnd>(
    id: string,
    how: (pending: PendingCall) => E.Either<DecideFault, N>,
    caller: Caller,
  ) =>
    withLock([lockKey('approval', id)], async (): Promise<E.Either<DecideFault | Unavailable, N>> => {
      const before = pending(id)
      if (before === null) return E.left(approvalNotPending)
      const found = how(before)
      if (E.isLeft(found)) return found
      const end = found.right
      const { call } = before.approval
      const keyed = before.place === 'dialog' && 'decision' in end ? await answerByKeys(before.approval, end) : null
      if (keyed !== null && E.isLeft(keyed)) return keyed
      const written = keyed ?? (await ledger.append(...endRecords(before.approval, end, secrets.sha256))())
      if (E.isLeft(written)) {
        if ('decision' in end) return written
        // The agent must not hang.
        logUnwritten(id, written.left)
      }
      endedCalls.note(id, call, verdictAt(before.approval, end))
      const delivered = keyed === null ? {} : { delivered: keyed.right }
      const told = { agents: agentsOf(id).size, ...delivered, name: directory.nameOf(call.session), at: clock.now() }
      const done = await dispatch(id, { _tag: 'Ended', end, ...told }, caller)
      if (E.isLeft(done)) logUnwritten(id, done.left)
      return found
    })

  const answerByKeys = makeAnswerByKeys({ ...deps, logUnwritten })

  /** Leaves a call to the dialog of its agent, which stays answerable. Returns false for a call that has none. */
  async function leaveToDialog(id: string, why: Withdrawal): Promise<boolean> {
    const before = pending(id)
    if (before === null || !staysAtDialog(before.approval, why) || !callDialogs.areReadOf(before.approval.call))
      return false
    if (before.place === 'hook') await dispatch(id, { _tag: 'Unhooked', why })
    return true
  }

  const withdraw: DeskCalls['withdraw'] = (id, why) => async () => {
    const isLeft = await withLock([lockKey('approval', id)], async () => E.right(await leaveToDialog(id, why)))()
    if (E.isRight(isLeft) && !isLeft.right) await end(id, () => E.right({ why }), THE_HUB)()
  }

  return {
    all: calls.all,
    ofSession: calls.ofSession,
    load: calls.load,
    pending,
    opened: () => (opened ??= openIn(calls.all())),
    openCount: calls.openCount,
    dispatch,
    forget,
    wait: (id, call, gone) =>
      new Promise((resolve) => {
        const agents = agentsOf(id)
        const limitMs = leftOfLimitMs(pending(id), clock.monotonic())
        const isLimited = limitMs < holdMs(call)
        const cancel = clock.after(isLimited ? limitMs : holdMs(call), () => {
          if (!isLimited && isOutlasted(agent, agents)) leave(NO_OPINION)
          else detach('end of an approval', withdraw(id, isLimited ? 'wait-over' : 'expired'))
        })
        const tell = (verdict: Verdict): void => {
          cancel()
          resolve(verdict)
        }
        const agent = { gate: call.gate, endsAt: clock.monotonic() + holdMs(call), tell, cutOff: cancel }
        agents.add(agent)
        const leave = (verdict: Verdict): void => {
          if (!agents.delete(agent)) return
          tell(verdict)
          if (agents.size === 0) detach('withdrawal by the agent', withdraw(id, 'closed'))
        }
        detach(
          'withdrawal by the agent',
          aborted(gone).then(() => leave(deny('The agent waits no longer'))),
        )
      }),
    end,
    withdraw,
    cutOff: (id) => async () => {
      for (const { cutOff } of agentsOf(id)) cutOff()
      agentsOf(id).clear()
      await dispatch(id, { _tag: 'CutOff' })
    },
    noteGranted: endedCalls.note,
    recordRun: (session, ran) => async () => {
      const ids = endedCalls.take(session, ran)
      if (ids.length === 0) return
      const written = await ledger.append(...ids.map((id) => runRecord(id, session, ran)))()
      if (E.isLeft(written)) log.error('the run of a call could not be recorded', { detail: written.left.detail })
    },
    forgetRuns: endedCalls.forget,
  }
}

/** A loop: there may be ten thousand. */
function openIn(calls: Iterable<DeskCall>): ReadonlyArray<PendingCall> {
  const open: PendingCall[] = []
  for (const one of calls) if (one._tag === 'Open') open.push(one)
  return open
}

const aborted = (signal: AbortSignal): Promise<unknown> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true })
      })
