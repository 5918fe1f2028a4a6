import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unauthenticated, type Unauthenticated } from '../../domain/access/errors.js'
import { allow, deny, previewOf, type Approval } from '../../domain/approvals/approval.js'
import { canonicalJson } from '../../domain/approvals/canonical-json.js'
import { readDecision, type DecideFault, type Decision, type DecisionRequest } from '../../domain/approvals/decision.js'
import { approvalNotPending, wrongDecisionToken, type WrongDecisionToken } from '../../domain/approvals/errors.js'
import { decisionRecord, type Decider } from '../../domain/approvals/records.js'
import { withGrant } from '../../domain/approvals/rules.js'
import type { CountAttempt } from '../access/rate-limit.js'
import type { AuditLog, Caller } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Log } from '../shared/log.port.js'
import type { ApprovalRulesStore } from './approval-rules.port.js'
import type { PendingApprovals } from './pending-approvals.js'
import type { Secrets } from './secrets.port.js'
import type { SettleApproval, Settlement } from './settle-approval.js'

/** Sender of a decision. */
export interface DecisionSender {
  /** Caller for the audit log. */
  readonly caller: Caller
  /** The client's own id. */
  readonly client: string | null
  /** True for the operator, whose token was checked already; false for a sender with a one-time token alone. */
  readonly isOperator: boolean
  /** One-time token of the request; it must be right also when the operator sends it. */
  readonly secret: string | null
}

/** Reason why a decision was not taken. */
export type DecideApprovalError = DecideFault | Unauthenticated | WrongDecisionToken | Unavailable
/** Decides a pending approval. A sender without a token of the operator needs the one-time token of the approval. */
export type DecideApproval = (
  id: string,
  request: DecisionRequest,
  sender: DecisionSender,
) => TE.TaskEither<DecideApprovalError, Decision>
export interface DecideApprovalDeps {
  readonly settleApproval: SettleApproval
  readonly pending: PendingApprovals
  readonly rules: ApprovalRulesStore
  readonly audit: AuditLog
  /** Rate limit of audit entries for wrong tokens, by address. */
  readonly countMiss: CountAttempt
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
}

interface Decided extends Settlement {
  readonly made: Decision
}

/** After this many wrong tokens the approval can no longer be decided by token. */
const MAX_MISSES = 10

/** Decides one approval that still waits. Settles once the decision is on disk and the agent has it. */
export function makeDecideApproval(deps: DecideApprovalDeps): DecideApproval {
  const { settleApproval, pending, rules, audit, countMiss, secrets, clock, log } = deps

  const isAdmitted = (id: string, { isOperator, secret }: DecisionSender): boolean => {
    if (secret === null) return isOperator
    const waiting = pending.get(id)
    if (waiting === null || !waiting.isOpen || waiting.misses >= MAX_MISSES) return false
    if (secrets.sha256(secret) === waiting.approval.secretHash) return true
    pending.miss(id)
    return false
  }

  const refuse = (id: string, { caller }: DecisionSender): TE.TaskEither<WrongDecisionToken, never> => {
    const refusal = TE.left<WrongDecisionToken>(wrongDecisionToken)
    if (!countMiss(caller.ip ?? 'unknown').isAllowed) return refusal
    const fields = { id: id.slice(0, 64), decision: 'refused', reason: 'bad-token' }
    return pipe(
      TE.fromTask(audit.record({ event: 'approval.decision', fields }, caller)),
      TE.flatMap(() => refusal),
    )
  }

  const deciderOf = ({ caller, client, secret }: DecisionSender): Decider => {
    const { user, ip, userAgent } = caller
    return { by: secret === null ? 'operator' : 'one-time-token', user, ip, userAgent, client }
  }

  const settlementOf = (approval: Approval, decision: Decision, sender: DecisionSender): Decided => {
    const { id, call } = approval
    const { session, tool, digest } = call
    const grant = { session, tool, digest, grantedAt: clock.now() }
    return {
      made: decision,
      consequence:
        decision.allow && decision.remember ? rules.change((before) => withGrant(before, grant)) : TE.right(undefined),
      verdict: decision.allow ? allow(decision.edited) : deny(decision.reason ?? 'Denied via Penates'),
      why: 'decided',
      decision: decisionRecord(id, call, decision, deciderOf(sender), secrets.sha256),
      editedDigest:
        decision.allow && decision.edited !== null
          ? pipe(
              canonicalJson(decision.edited),
              E.match(() => null, secrets.sha256),
            )
          : null,
    }
  }

  /** The agent has its answer already, so a failure is only logged. */
  const audited = (
    { id, call }: Approval,
    decision: Decision,
    { caller }: DecisionSender,
  ): TE.TaskEither<never, void> => {
    const { session, tool, digest, input } = call
    const fields = {
      id,
      session,
      tool,
      preview: previewOf(tool, input),
      digest,
      decision: decision.allow ? 'allow' : 'deny',
      edited: decision.allow && decision.edited !== null,
    }
    return pipe(
      audit.record({ event: 'approval.decision', fields }, caller),
      TE.orElse(({ detail }): TE.TaskEither<never, void> => {
        log.error('a decision could not be audited', { id, detail })
        return TE.right(undefined)
      }),
    )
  }

  return (id, request, sender) => {
    if (!sender.isOperator && sender.secret === null) return TE.left(unauthenticated('no-token'))
    if (!isAdmitted(id, sender)) return refuse(id, sender)
    const waiting = pending.get(id)
    if (waiting?.isOpen !== true) return TE.left(approvalNotPending)
    // The time of day may have been set since the request; the agent waits by the monotonic clock.
    const sinceAsked = (): number => clock.monotonic() - waiting.askedAt
    return pipe(
      settleApproval(id, (approval) =>
        pipe(
          readDecision(approval, request, approval.createdAt + sinceAsked()),
          E.map((decision) => settlementOf(approval, decision, sender)),
        ),
      ),
      TE.tap(({ approval, settlement }) => audited(approval, settlement.made, sender)),
      TE.map(({ settlement }) => settlement.made),
    )
  }
}
