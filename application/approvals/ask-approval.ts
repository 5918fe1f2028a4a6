import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { HOLD_MS, type Approval, type ToolCall, type Verdict } from '../../domain/approvals/approval.js'
import {
  BY_GRANT,
  decisionRecord,
  outcomeRecord,
  refusalRecord,
  requestRecord,
} from '../../domain/approvals/records.js'
import { isFree, isGranted, modeFor, type ApprovalRules } from '../../domain/approvals/rules.js'
import { restrainedMode, unanswered, type Restraint } from '../../domain/approvals/restraint.js'
import { isGated, rule, ruleUnreadable, type ApprovalContext } from '../../domain/approvals/ruling.js'
import { readToolCall, type CallSource } from '../../domain/approvals/tool-call.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Log } from '../shared/log.port.js'
import type { Alarms } from './alarms.js'
import type { PolicyGuards } from './policy-guards.js'
import type { ApprovalNotifier } from './approval-notifier.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { GuardedPlaces } from './guarded-places.port.js'
import type { HoldApproval } from './hold-approval.js'
import type { PendingApprovals } from './pending-approvals.js'
import type { RecentVerdicts } from './recent-verdicts.js'
import type { RulesInForce } from './rules-in-force.js'
import type { Secrets } from './secrets.port.js'

/** One call of an agent at a gate. */
export interface VerdictRequest {
  /** Answers once the rules or a person have decided. Never fails. */
  readonly verdict: T.Task<Verdict>
  /** The agent has hung up and waits no longer. */
  readonly abandon: () => void
}

/** Decides about a tool call; waits for a decision where the rules ask for one. */
export type AskApproval = (source: CallSource) => VerdictRequest
export interface AskApprovalDeps {
  readonly rulesInForce: RulesInForce
  readonly policyGuards: PolicyGuards
  readonly alarms: Alarms
  readonly holdApproval: HoldApproval
  readonly pending: PendingApprovals
  readonly recentVerdicts: RecentVerdicts
  readonly notifier: ApprovalNotifier
  readonly ledger: ApprovalLedger
  readonly host: SessionHost
  readonly guardedPlaces: GuardedPlaces
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
}

/** Decides about a call of a tool: at once where the rules suffice, otherwise by a request to a person. */
export function makeAskApproval(deps: AskApprovalDeps): AskApproval {
  const { rulesInForce, policyGuards, alarms, holdApproval, pending, recentVerdicts, notifier, ledger, host } = deps
  const { guardedPlaces, secrets, clock, log } = deps

  async function judge(source: CallSource, gone: AbortSignal): Promise<Verdict> {
    const rules = await rulesInForce()
    const read = readToolCall(source, secrets.sha256)
    const cwd = E.isRight(read) ? read.right.cwd : null
    const restraint = alarms.restraintOf(source.session) ?? (await policyGuards.of({ session: source.session, cwd })())
    const own = modeFor(rules, source.session)
    if (E.isLeft(read)) {
      return ruleUnreadable(read.left, { mode: own, restraint, asksInAutoMode: rules.asksInAutoMode })
    }
    const call = read.right
    const mode = restrainedMode(own, restraint)
    const { asksInAutoMode } = rules
    if (restraint?.at !== 'deny' && isGated(call, { mode, restraint, asksInAutoMode })) {
      const same = pending.sameCall(call)
      if (same !== null) return holdApproval.join(same.approval.id, gone)
    }
    const ruling = rule(call, await contextOf(call, rules, restraint))
    if (ruling._tag === 'Hold') return holdApproval.hold(approvalOf(call, ruling.mode, restraint), gone)
    const { verdict, why } = ruling
    if (mode !== 'off' && why === 'granted') return granted(call, mode, verdict)
    if (verdict._tag === 'Deny') await noted(ledger.append(refusalRecord(secrets.newId(), call, why)))
    if (verdict._tag === 'Terminal') recentVerdicts.remember(call, verdict, null)
    return verdict
  }

  async function contextOf(
    call: ToolCall,
    rules: ApprovalRules,
    restraint: Restraint | null,
  ): Promise<ApprovalContext> {
    const mode = modeFor(rules, call.session)
    const byRule = {
      isFree: isFree(rules, call.tool),
      isGranted: isGranted(rules, call.session, call.tool, call.digest),
    }
    // In strict no rule spares a call whose path leads into a guarded place.
    const isSpared =
      (byRule.isFree || byRule.isGranted) && !(mode === 'strict' && (await guardedPlaces.leadsInto(call)()))
    const free = isSpared && byRule.isFree
    const isSettled = restrainedMode(mode, restraint) === 'off' || free || restraint?.at === 'deny'
    const live = isSettled ? E.right([]) : await host.list()
    const session = E.isRight(live) ? live.right.find(({ name }) => name === call.session) : undefined
    return {
      mode,
      restraint,
      asksInAutoMode: rules.asksInAutoMode,
      isFree: free,
      isGranted: isSpared && byRule.isGranted,
      recentVerdict: isSettled ? null : recentVerdicts.take(call),
      // Without an answer of the host the session counts as running.
      sessionExists: E.isLeft(live) || session !== undefined,
      isAttached: (session?.viewers ?? 0) > 0,
      canBeAnswered: notifier.isPersonReachable(),
      hasRoom: pending.hasRoom(call),
    }
  }

  /** A granted call is decided anew each time; the decision is in the log before the agent gets it. */
  async function granted(call: ToolCall, mode: 'ask' | 'strict', verdict: Verdict): Promise<Verdict> {
    const id = secrets.newId()
    const decision = { allow: true, edited: null, remember: false } as const
    const written = await ledger.append(
      requestRecord(id, call, mode),
      decisionRecord(id, call, decision, BY_GRANT, secrets.sha256),
      outcomeRecord({ id, call }, verdict, 'granted'),
    )()
    if (E.isLeft(written)) {
      log.error('a granted call could not be recorded', { session: call.session, detail: written.left.detail })
      return unanswered({ mode, call, reason: null }, 'The decision could not be recorded')
    }
    if (call.gate === 'PreToolUse') recentVerdicts.remember(call, verdict, null)
    return verdict
  }

  const noted = (writing: ReturnType<ApprovalLedger['append']>): Promise<void> =>
    pipe(
      writing,
      TE.match(
        ({ detail }) => {
          log.error('a refusal could not be recorded', { detail })
        },
        () => undefined,
      ),
    )()

  function approvalOf(
    call: ToolCall,
    mode: 'ask' | 'strict',
    restraint: Restraint | null,
  ): Omit<Approval, 'secretHash'> {
    const createdAt = clock.now()
    const reason = restraint?.reason ?? null
    return { id: secrets.newId(), call, mode, reason, createdAt, expiresAt: createdAt + HOLD_MS }
  }

  return (source) => {
    const gone = new AbortController()
    return {
      verdict: () => judge(source, gone.signal),
      abandon: () => {
        gone.abort()
      },
    }
  }
}
