import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unauthenticated, type Unauthenticated } from '../../domain/access/errors.js'
import {
  hasRoom,
  holdMs,
  lifeMs,
  type ApprovalMode,
  type ToolCall,
  type Verdict,
} from '../../domain/approvals/approval.js'
import { askedApproval, type AskedCall } from '../../domain/approvals/asked-call.js'
import type { DecideFault, Decision, DecisionRequest } from '../../domain/approvals/decision.js'
import { admitsToken, endRecords } from '../../domain/approvals/desk.js'
import { GRANTED, type Decided, type PendingCall } from '../../domain/approvals/desk-call.js'
import { findAnswered, findPending } from '../../domain/approvals/same-call.js'
import {
  approvalNotPending,
  wrongDecisionToken,
  type DecisionNotHeld,
  type WrongDecisionToken,
} from '../../domain/approvals/errors.js'
import { readHold, type HeldDecision } from '../../domain/approvals/held-decision.js'
import { readDecisionOn } from '../../domain/approvals/pending-decision.js'
import { byRules, refusalRecord, requestRecord, type Decider } from '../../domain/approvals/records.js'
import { restrainedMode, unanswered } from '../../domain/approvals/restraint.js'
import {
  isAskedByRule,
  isGated,
  leavesAtDialog,
  outlastsAbsence,
  rule,
  ruleUnreadable,
} from '../../domain/approvals/ruling.js'
import { readToolCall, type CallSource } from '../../domain/approvals/tool-call.js'
import type { Withdrawal } from '../../domain/approvals/withdrawal.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import { makeReadApprovalContext } from './approval-context.js'
import { deciderOf, type DecisionSender } from './decision-sender.js'
import { makeHeldDecisions } from './held-decisions.js'
import { makeWithdrawApprovals, type WithdrawApprovals } from './withdraw-approvals.js'
import { makeListApprovals, type ListApprovals } from './list-approvals.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'

/** One call of an agent at a gate. */
export interface VerdictRequest {
  /** Answers once the rules or a person have decided. Never fails. */
  readonly verdict: T.Task<Verdict>
  /** The agent has hung up and waits no longer. */
  readonly abandon: () => void
}

/** Reason why a decision was not taken. */
export type DecideApprovalError = DecideFault | Unauthenticated | WrongDecisionToken | Unavailable

/** The calls of agents that need an approval, from their arrival at a gate to their end. */
export interface ApprovalDesk {
  /** Decides about a call of a tool: at once where the rules suffice, otherwise by a request to a person. */
  readonly ask: (source: CallSource) => VerdictRequest
  /** Decides one approval that still waits. Settles once the decision is on disk and the agent has it. */
  readonly decide: (
    id: string,
    request: DecisionRequest,
    sender: DecisionSender,
  ) => TE.TaskEither<DecideApprovalError, Decision>
  /**
   * Decides and holds the decision for `holdMs` of the request, in which it can be taken back. The agent gets it afterwards,
   * also without a client; an approval that ends meanwhile ends without it.
   */
  readonly hold: (
    id: string,
    request: DecisionRequest,
    sender: Omit<DecisionSender, 'secret'>,
  ) => TE.TaskEither<DecideFault | Unavailable, HeldDecision>
  /** Takes a held decision back, so that the approval is open again. */
  readonly takeBack: (
    id: string,
    sender: Omit<DecisionSender, 'secret'>,
  ) => TE.TaskEither<DecisionNotHeld | Unavailable, void>
  readonly withdraw: WithdrawApprovals
  readonly list: ListApprovals
}

/** A person who was at a device within this time comes back to a call that waits for hours. */
const SEEN_WITHIN_MS = 60 * 60_000
/** Such a call is released within this time after the last person could have answered it. */
const RELEASED_WITHIN_MS = 60_000

export function makeApprovalDesk(
  deps: Pick<ApprovalsPorts, 'countMiss' | 'store' | 'ledger' | 'rules' | 'directory' | 'secrets' | 'feed' | 'audit'> &
    Pick<ApprovalsPorts, 'clock' | 'log' | 'withLock' | 'guardedFolders' | 'host'> &
    Pick<ApprovalsSteps, 'presence' | 'approvalNotifier' | 'updateActivity' | 'rulesInForce' | 'policyGuards'> &
    Pick<ApprovalsSteps, 'alarms' | 'openRuledCalls' | 'calls'>,
): ApprovalDesk {
  const { calls, presence, approvalNotifier, ledger, directory, audit, countMiss, secrets, clock, log } = deps
  const { policyOf, factsOf } = makeReadApprovalContext(deps)
  const list = makeListApprovals(deps)
  const held = makeHeldDecisions(deps)

  /**
   * True when a person can be reached: by a page, by a client that waits for approvals, or by a message. A hook without a limit may be
   * the first of two that send a call of a strict session.
   */
  const canBeAnswered = ({ hookLimit }: ToolCall, mode: ApprovalMode): boolean =>
    presence.isPersonPresent(hookLimit === undefined && mode !== 'strict' ? undefined : SEEN_WITHIN_MS) ||
    list.hasWaiters() ||
    approvalNotifier.hasSubscribers()

  async function judge(source: CallSource, gone: AbortSignal): Promise<Verdict> {
    const read = readToolCall(source, secrets.sha256)
    const cwd = E.isRight(read) ? read.right.cwd : null
    const policy = await policyOf(source.session, cwd)
    if (E.isLeft(read)) return ruleUnreadable(read.left, policy)
    const call = read.right
    const { mode, restraint } = policy
    const facts = await factsOf(call, policy)
    // Nothing is awaited from here to the hold, so that of two equal calls one is held.
    const said = facts.judgement?.effect
    const mayWait = restraint?.at !== 'deny' && said !== 'deny' && (said === 'ask' || isGated(call, policy))
    const pending = mayWait ? findPending(calls.ofSession(call.session), call) : null
    if (pending !== null) return join(pending, call, gone)
    const answered = findAnswered(calls.ofSession(call.session), call, clock.now())
    const isRoom = hasRoom(calls.load(call.session), call)
    const ruling = rule(call, {
      ...policy,
      ...facts,
      recentVerdict: answered,
      canBeAnswered: canBeAnswered(call, restrainedMode(mode, restraint)),
      hasRoom: isRoom,
    })
    const asked = {
      call,
      reason: restraint?.reason ?? null,
      isRuled: isAskedByRule(call, facts.judgement),
      rules: policy.rules,
    }
    if (ruling._tag === 'Hold') return hold({ ...asked, mode: ruling.mode }, gone)
    const leftFor = isRoom ? leavesAtDialog(call, ruling) : null
    if (leftFor !== null) return hold({ ...asked, mode: 'ask' }, gone, leftFor)
    // A verdict from the other gate is given once.
    if (ruling.why === 'asked-already' && answered !== null && answered.call.gate !== call.gate) {
      calls.forget(answered.id)
    }
    const { verdict, why } = ruling
    const ruleIds = why === 'rule' ? (facts.judgement?.rules ?? []).map((one) => one.id) : []
    const byRule: Decided = { ...GRANTED, why: 'rule', decider: byRules(ruleIds) }
    const decided = why === 'granted' ? GRANTED : why === 'rule' ? byRule : null
    if (mode !== 'off' && verdict._tag === 'Allow' && decided !== null) return grant(call, mode, verdict, decided)
    if (verdict._tag === 'Deny') return refuse(call, verdict, why, ruleIds)
    return verdict._tag === 'Terminal' ? remember(call, verdict) : verdict
  }

  /** A call that a grant or a rule allows is decided anew each time; the decision is in the log before the agent gets it. */
  async function grant(call: ToolCall, mode: 'ask' | 'strict', verdict: Verdict, decided: Decided): Promise<Verdict> {
    const approval = { id: secrets.newId(), call, mode, reason: null }
    const records = endRecords(approval, decided, secrets.sha256)
    const written = await ledger.append(requestRecord(approval.id, call, mode), ...records)()
    if (E.isLeft(written)) {
      log.error('a granted call could not be recorded', {
        session: directory.nameOf(call.session),
        detail: written.left.detail,
      })
      return unanswered(approval, 'the decision could not be recorded')
    }
    calls.noteGranted(approval.id, call, verdict)
    if (call.gate === 'PreToolUse') await remember(call, verdict)
    return verdict
  }

  async function refuse(call: ToolCall, verdict: Verdict, why: string, rules: ReadonlyArray<string>): Promise<Verdict> {
    const written = await ledger.append(refusalRecord(secrets.newId(), call, why, rules))()
    if (E.isLeft(written)) log.error('a refusal could not be recorded', { detail: written.left.detail })
    return verdict
  }

  async function remember(call: ToolCall, verdict: Verdict): Promise<Verdict> {
    const id = secrets.newId()
    await calls.dispatch(id, { _tag: 'Ruled', id, call, verdict, at: clock.now() })
    return verdict
  }

  /**
   * Holds the agent until a person has decided. The request is on disk before it is published. With `leftFor` the agent is released at
   * once, and the call is open at its dialog.
   */
  async function hold(asked: AskedCall, gone: AbortSignal, leftFor?: Withdrawal): Promise<Verdict> {
    const [id, secret, createdAt] = [secrets.newId(), secrets.newSecret(), clock.now()]
    const made = { id, createdAt, secretHash: secrets.sha256(secret) }
    const approval = askedApproval(asked, directory.nameOf(asked.call.session), made)
    const { call, mode } = approval
    const recording = calls.dispatch(id, { _tag: 'Asked', approval, askedAt: clock.monotonic() })
    const verdict = calls.wait(id, call, gone)
    const { hookLimit, asksAgain } = call
    const needsPerson = mode === 'strict' || (hookLimit !== undefined && !asksAgain && !outlastsAbsence(call))
    const stopLooking = !needsPerson ? () => undefined : clock.every(RELEASED_WITHIN_MS, () => releaseAbandoned(id))
    const recorded = await recording
    if (E.isLeft(recorded)) {
      log.error('an approval could not be recorded', {
        session: directory.nameOf(call.session),
        detail: recorded.left.detail,
      })
      detach('end of an approval', calls.withdraw(id, 'not-recorded'))
    } else if (leftFor !== undefined) {
      detach('release of an approval', calls.withdraw(id, leftFor))
    } else {
      detach(
        'opening of an approval',
        calls.dispatch(id, { _tag: 'Recorded', secret, name: directory.nameOf(call.session), at: clock.now() }),
      )
    }
    const said = await verdict
    stopLooking()
    return said
  }

  /** Releases a call that waits for hours only as long as a person can be reached. */
  function releaseAbandoned(id: string): void {
    const pending = calls.pending(id)
    if (pending === null || pending.held !== null) return
    const { call } = pending.approval
    if (call.hookLimit === undefined || canBeAnswered(call, pending.approval.mode)) return
    detach('end of an approval', calls.withdraw(id, 'nobody-there'))
  }

  /** Waits with another hook of a call that is held already. */
  function join({ approval, askedAt }: PendingCall, call: ToolCall, gone: AbortSignal): Promise<Verdict> {
    const expiresAt = approval.createdAt + clock.monotonic() - askedAt + holdMs(call)
    const named = { name: directory.nameOf(call.session), at: clock.now(), notifiedAt: clock.monotonic() }
    detach(
      'joining of an approval',
      calls.dispatch(approval.id, { _tag: 'Joined', call, expiresAt, secret: secrets.newSecret(), ...named }),
    )
    return calls.wait(approval.id, call, gone)
  }

  const refuseToken = (id: string, { caller }: DecisionSender): TE.TaskEither<WrongDecisionToken, never> => {
    const refusal = TE.left<WrongDecisionToken>(wrongDecisionToken)
    if (!countMiss(caller.ip ?? 'unknown').isAllowed) return refusal
    const fields = { id: id.slice(0, 64), decision: 'refused', reason: 'bad-token' }
    return pipe(
      TE.fromTask(audit.record({ event: 'approval.decision', fields }, caller)),
      TE.flatMap(() => refusal),
    )
  }

  const readBy =
    (request: DecisionRequest, decider: Decider) =>
    (pending: PendingCall): E.Either<DecideFault, Decided> =>
      readDecisionOn(pending, request, { decider, now: clock.monotonic() })

  const decide: ApprovalDesk['decide'] = (id, request, sender) => {
    const { caller, isOperator, secret } = sender
    if (!isOperator && secret === null) return TE.left(unauthenticated('no-token'))
    const pending = calls.pending(id)
    if (secret !== null && !admitsToken(pending, secrets.sha256(secret), clock.monotonic())) {
      detach('wrong one-time token', calls.dispatch(id, { _tag: 'TokenMissed' }))
      return refuseToken(id, sender)
    }
    if (pending?._tag !== 'Open') return TE.left(approvalNotPending)
    const decided = calls.end(id, readBy(request, deciderOf(sender)), caller)
    return TE.map(({ decision }: { readonly decision: Decision }) => decision)(decided)
  }

  const holdDecision: ApprovalDesk['hold'] = (id, request, sender) =>
    held.hold(
      id,
      (pending) =>
        pipe(
          readBy(request, deciderOf({ ...sender, secret: null }))(pending),
          E.flatMap((decided) =>
            pipe(
              readHold(request, lifeMs(pending.approval) - (clock.monotonic() - pending.askedAt)),
              E.map((holdMs) => ({ ...decided, holdMs })),
            ),
          ),
        ),
      sender.caller,
    )

  return {
    ask: (source) => {
      const gone = new AbortController()
      return { verdict: () => judge(source, gone.signal), abandon: () => gone.abort() }
    },
    decide,
    hold: holdDecision,
    takeBack: (id, sender) => held.takeBack(id, deciderOf({ ...sender, secret: null })),
    withdraw: makeWithdrawApprovals({ calls, held, secrets }),
    list,
  }
}
