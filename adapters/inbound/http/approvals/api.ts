import * as t from 'io-ts'
import type { Decision } from '../../../../domain/approvals/decision.js'
import { WAIT_MINUTES } from '../../../../domain/approvals/rules.js'
import { CALL_OUTCOMES, type CallOutcome } from '../../../../domain/approvals/decided-call.js'
import { integerWithin, queryCodec, text } from '../../../../infrastructure/codec/codecs.js'
import { always, from, isoTime, jsonOf, keyed } from '../../../../infrastructure/codec/json-of.js'
import {
  AlarmJson,
  OwnApprovalConfigJson,
  ApprovalJson,
  DecidedPageJson,
  DECISION,
  DecisionWord,
  HoldMs,
  Mode,
  OneTimeToken,
  PermissionRuleJson,
  RuleDraftJson,
  RuleProposalJson,
  RuleTrialJson,
  wordOf,
} from './codec.js'
import { Ok, route } from '../routing/route.js'
export { readEarlierPlan, readWaitingTime } from './log-api.js'
import type { HeldDecision } from '../../../../domain/approvals/held-decision.js'

/** Seconds to wait for the first approval while there is none. */
const seconds = integerWithin({ min: 0, max: 60, fallback: 0 })

export const listApprovals = route({
  method: 'GET',
  path: '/api/approvals',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { wait: seconds },
  answers: { 200: keyed('approvals', t.readonlyArray(ApprovalJson)) },
  errors: {},
  summary: 'Calls that wait for a decision, oldest first; with `wait` (seconds) the answer waits for the first one',
})

export const readApprovalConfig = route({
  method: 'GET',
  path: '/api/approvals/config',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: OwnApprovalConfigJson },
  errors: {},
  summary: 'When people are asked',
})

export const listAlarms = route({
  method: 'GET',
  path: '/api/approvals/alarms',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('alarms', t.readonlyArray(AlarmJson)) },
  errors: {},
  summary: 'Tools that ran without a valid approval and that no person has acknowledged yet, oldest first',
})

export const acknowledgeAlarm = route({
  method: 'POST',
  path: '/api/approvals/alarms/:id/acknowledge',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Ok },
  errors: { AlarmNotFound: null },
  summary: 'Take note of an alarm; a session that it paused goes on',
})

const Outcome = queryCodec<CallOutcome | null>(
  'Outcome',
  (value): value is CallOutcome | null => value === null || CALL_OUTCOMES.some((one) => one === value),
  ([value]) => CALL_OUTCOMES.find((one) => one === value) ?? null,
  (value) => (value === null ? [] : [value]),
  { type: 'string', enum: [...CALL_OUTCOMES] },
)

/** Position in the log; 0 for its end. */
const position = integerWithin({ min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 })

export const listDecidedCalls = route({
  method: 'GET',
  path: '/api/approvals/history',
  tokens: ['operator'],
  rate: 'read',
  query: {
    before: position,
    limit: integerWithin({ min: 1, max: 200, fallback: 50 }),
    q: text,
    outcome: Outcome,
  },
  answers: { 200: DecidedPageJson },
  errors: {},
  summary:
    'Calls that have ended, newest first, with the source of the decision; `q` is part of session, tool or preview, `before` the position from the page before',
})

const WaitMinutes = t.refinement(
  t.number,
  (minutes) => Number.isInteger(minutes) && minutes >= WAIT_MINUTES.min && minutes <= WAIT_MINUTES.max,
  'WaitMinutes',
)

const Tool = t.refinement(t.string, (name) => name !== '' && name.length <= 200, 'Tool')

export const changeApprovalConfig = route({
  method: 'POST',
  path: '/api/approvals/config',
  tokens: ['operator'],
  rate: 'write',
  isExact: true,
  body: t.partial({
    enabled: t.boolean,
    mode: Mode,
    freeTools: t.readonlyArray(Tool),
    asksInAutoMode: t.boolean,
    /** Mode by session; `null` removes the session's own mode. */
    sessions: t.record(t.string, t.union([Mode, t.null])),
    /** True when `sessions` is refused where it would ask less of a strict session. */
    keepsStrict: t.boolean,
    /** Minutes by session, 1 to 10,080; `null` removes its limit. */
    waitMinutes: t.record(t.string, t.union([WaitMinutes, t.null])),
  }),
  answers: { 200: OwnApprovalConfigJson },
  errors: { NotABoolean: null, SessionIsStrict: null },
  summary: 'Change when people are asked; counts at once',
})

export const listRules = route({
  method: 'GET',
  path: '/api/approval-rules',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('rules', t.readonlyArray(PermissionRuleJson)) },
  errors: {},
  summary: 'Rules for calls to come, oldest first',
})

export const addRule = route({
  method: 'POST',
  path: '/api/approval-rules',
  tokens: ['operator'],
  rate: 'write',
  isExact: true,
  body: RuleDraftJson,
  answers: { 201: PermissionRuleJson },
  errors: { InvalidRule: null, RuleNotFound: null },
  summary: 'Put a rule in force, in place of another where `replaces` names it; the same one again changes nothing',
})

export const tryRule = route({
  method: 'POST',
  path: '/api/approval-rules/trial',
  tokens: ['operator'],
  rate: 'write',
  isExact: true,
  body: RuleDraftJson,
  answers: { 200: RuleTrialJson },
  errors: { InvalidRule: null },
  summary: 'Try a rule on the calls of the last 30 days in the log of approvals; nothing changes',
})

export const removeRule = route({
  method: 'DELETE',
  path: '/api/approval-rules/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 204: t.void },
  errors: { RuleNotFound: null },
  summary: 'Remove a rule; calls that it allowed stay allowed',
})

export const proposeRules = route({
  method: 'GET',
  path: '/api/approvals/:id/proposals',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('proposals', t.readonlyArray(RuleProposalJson)) },
  errors: { ApprovalNotPending: null },
  summary: 'Rules that an answer to this call could make, the narrowest first',
})

/** True when a reason was given that the agent does not get with this answer. */
const LeftOut = from(t.boolean, ({ isReasonLeftOut }: Decision) => isReasonLeftOut === true)

const Decided = from(DecisionWord, ({ allow }: Decision) => wordOf(allow))

export const decideApproval = route({
  method: 'POST',
  path: '/api/approvals/:id',
  tokens: ['operator', 'decision'],
  rate: 'write',
  isExact: true,
  body: t.partial({ ...DECISION, token: OneTimeToken }),
  answers: {
    200: jsonOf<Decision, 'allow' | 'reason' | 'isCancelled' | 'edited' | 'remember' | 'memory'>()({
      ok: always(true),
      decision: Decided,
      isReasonLeftOut: LeftOut,
    }),
  },
  errors: {
    ApprovalNotPending: null,
    DialogChanged: null,
    DigestMismatch: null,
    InvalidDecision: null,
    InvalidAnswers: null,
    InvalidEdit: null,
    InvalidReason: null,
    Unauthenticated: null,
    WrongDecisionToken: null,
  },
  summary: 'Allow or refuse one call, or answer a question; the first decision counts',
})

export const holdDecision = route({
  method: 'POST',
  path: '/api/approvals/:id/hold',
  tokens: ['operator'],
  rate: 'upload',
  isExact: true,
  body: t.partial({ ...DECISION, holdMs: HoldMs }),
  answers: {
    200: jsonOf<HeldDecision, 'decider'>()({
      ok: always(true),
      decision: from(DecisionWord, ({ decision }) => wordOf(decision.allow)),
      /** Time of the delivery; now when the approval ends too soon to hold the decision. */
      until: isoTime,
      /** True when a reason was given that the agent does not get with this answer. */
      isReasonLeftOut: from(t.boolean, ({ decision }) => decision.isReasonLeftOut === true),
    }),
  },
  errors: {
    ApprovalNotPending: null,
    DialogChanged: null,
    DigestMismatch: null,
    InvalidAnswers: null,
    InvalidDecision: null,
    InvalidEdit: null,
    InvalidReason: null,
  },
  summary: 'Decide about one call and deliver the decision after `holdMs` milliseconds; the first decision counts',
})

export const takeBackDecision = route({
  method: 'DELETE',
  path: '/api/approvals/:id/hold',
  tokens: ['operator'],
  rate: 'upload',
  answers: { 200: Ok },
  errors: { DecisionNotHeld: null },
  summary: 'Take a decision back before it is delivered; the call waits again',
})

export const handOverApproval = route({
  method: 'POST',
  path: '/api/approvals/:id/hand-over',
  tokens: ['operator'],
  rate: 'write',
  isExact: true,
  body: t.type({ deviceId: t.string }),
  answers: { 200: Ok },
  errors: { ApprovalNotPending: null, DeviceNotSubscribed: null },
  summary: 'Send a call that waits to one device, also in quiet hours',
})
