import type { Instant } from '../shared/instant.js'
import { allow, deny, previewOf, type Approval, type NamedApproval, type ToolCall, type Verdict } from './approval.js'
import { inputDigest } from './canonical-json.js'
import type { ChainEntry, Sha256 } from './chain.js'
import type { Decision } from './decision.js'
import type { ApprovalEvent } from './events.js'
import type { HeldDecision } from './held-decision.js'
import { kindOf } from './question.js'
import { BY_GRANT, decisionRecord, deliveryRecord, outcomeRecord, requestRecord, type Decider } from './records.js'
import { unanswered } from './restraint.js'
import type { Grant } from './rules.js'
import { isSameTool, type FinishedCall } from './tool-call.js'

/** A call that a person is asked about. `Recording` until its request is in the log, then `Open` to clients. */
export interface PendingCall {
  readonly _tag: 'Recording' | 'Open'
  readonly approval: Approval
  /** Time of the request by the monotonic clock, in milliseconds. */
  readonly askedAt: number
  /** Number of wrong one-time tokens. */
  readonly misses: number
  /** Decision that is not delivered yet. */
  readonly held: HeldDecision | null
}

/** Fields that show that two calls are the same one. */
type CallIdentity = Pick<ToolCall, 'session' | 'gate' | 'tool' | 'digest' | 'toolUseId' | 'promptId'>

/** A call that has its verdict and may come again: to the second gate, or delivered twice. Its input is not stored. */
export interface AnsweredCall {
  readonly _tag: 'Answered'
  readonly id: string
  readonly call: CallIdentity
  readonly verdict: Verdict
  /** Digest of the input that a person replaced the call's with; `null` without an edit. */
  readonly editedDigest: string | null
  readonly at: Instant
}

export type DeskCall = PendingCall | AnsweredCall

/** Reasons for an end without a decision, with the text for an agent in `strict`. */
const WITHDRAWALS = {
  'answered-at-terminal': 'it was answered at the terminal',
  'turn-over': 'the turn is over',
  'session-ended': 'the session has ended',
  attached: 'the terminal was taken over',
  'hub-stopping': 'the hub is stopping',
  expired: 'nobody answered in time',
  'nobody-there': 'nobody was there to answer',
  closed: 'the request was withdrawn',
  'not-recorded': 'the request could not be recorded',
} as const

export type Withdrawal = keyof typeof WITHDRAWALS

/** Decision about a call, and its source. */
export interface Decided {
  readonly why: 'decided' | 'granted' | 'rule'
  readonly decision: Decision
  readonly decider: Decider
}

/** End of a pending call: a decision, or the reason why none is needed any more. */
export type ApprovalEnd = Decided | { readonly why: Withdrawal }

/** Decision of an earlier allow for the rest of the session. */
export const GRANTED: Decided = {
  why: 'granted',
  decision: { allow: true, edited: null, remember: false },
  decider: BY_GRANT,
}

export type DeskEvent =
  | { readonly _tag: 'Asked'; readonly approval: Approval; readonly askedAt: number }
  /** The request is in the log. `secret` is the one-time token, `name` the present one of the session. */
  | { readonly _tag: 'Recorded'; readonly secret: string; readonly name: string; readonly at: Instant }
  | { readonly _tag: 'TokenMissed' }
  | { readonly _tag: 'Held'; readonly held: HeldDecision; readonly name: string; readonly at: Instant }
  /** The decision that was held is not to be delivered. */
  | { readonly _tag: 'Released'; readonly name: string; readonly at: Instant }
  /** The call was answered without asking. */
  | {
      readonly _tag: 'Ruled'
      readonly id: string
      readonly call: ToolCall
      readonly verdict: Verdict
      readonly at: Instant
    }
  /** The outcome is in the log, and `agents` of them wait for it. */
  | {
      readonly _tag: 'Ended'
      readonly end: ApprovalEnd
      readonly agents: number
      readonly name: string
      readonly at: Instant
    }

export type DeskEffect =
  | { readonly _tag: 'Store'; readonly approval: Approval }
  | { readonly _tag: 'Drop'; readonly id: string }
  | { readonly _tag: 'Append'; readonly records: ReadonlyArray<ChainEntry> }
  | { readonly _tag: 'Grant'; readonly grant: Grant }
  /** Releases the agents that wait. */
  | { readonly _tag: 'Tell'; readonly verdict: Verdict }
  | { readonly _tag: 'Publish'; readonly event: ApprovalEvent }
  | { readonly _tag: 'Notify'; readonly approval: NamedApproval; readonly secret: string }
  | { readonly _tag: 'UpdateActivity'; readonly call: ToolCall; readonly what: 'asked' | 'answered' }
  | {
      readonly _tag: 'Audit'
      readonly event: 'approval.request' | 'approval.decision'
      readonly fields: Readonly<Record<string, string | boolean>>
    }

/** Next state of a call, `null` when it leaves the desk, and the effects in their order. A failed write ends them. */
export interface DeskStep {
  readonly next: DeskCall | null
  readonly effects: ReadonlyArray<DeskEffect>
}

/** Reducer of one call on the desk. An event that does not fit the state changes nothing. */
export function advance(state: DeskCall | null, event: DeskEvent, sha256: Sha256): DeskStep {
  if (event._tag === 'Asked') return asked(event.approval, event.askedAt)
  if (event._tag === 'Ruled') return { next: answered(event, null), effects: [] }
  if (state === null) return { next: null, effects: [] }
  if (state._tag === 'Answered') return { next: state, effects: [] }
  switch (event._tag) {
    case 'Recorded':
      return { next: { ...state, _tag: 'Open' }, effects: opening({ ...state.approval, name: event.name }, event) }
    case 'TokenMissed':
      return { next: { ...state, misses: state.misses + 1 }, effects: [] }
    case 'Held':
      return holding(state, event.held, event)
    case 'Released':
      return holding(state, null, event)
    case 'Ended':
      return ended(state.approval, event, sha256)
  }
}

const asked = (approval: Approval, askedAt: number): DeskStep => ({
  next: { _tag: 'Recording', approval, askedAt, misses: 0, held: null },
  effects: [
    { _tag: 'Store', approval },
    { _tag: 'Append', records: [requestRecord(approval.id, approval.call, approval.mode)] },
  ],
})

function holding(
  state: PendingCall,
  held: HeldDecision | null,
  { name, at }: { readonly name: string; readonly at: Instant },
): DeskStep {
  const { id } = state.approval
  const until = held?.until ?? null
  return {
    next: { ...state, held },
    effects: [{ _tag: 'Publish', event: { _tag: 'tool-approval-held', id, name, until, at } }],
  }
}

/** An answered call is stored for minutes, and an input can be megabytes long. */
function answered(
  { id, call, verdict, at }: Omit<Extract<DeskEvent, { readonly _tag: 'Ruled' }>, '_tag'>,
  editedDigest: string | null,
): AnsweredCall {
  const { session, gate, tool, digest, toolUseId, promptId } = call
  const identity = { session, gate, tool, digest, toolUseId, promptId }
  return { _tag: 'Answered', id, call: identity, verdict, editedDigest, at }
}

const shown = ({ id, name, call: { tool, input, digest } }: NamedApproval) => ({
  ...{ id, session: name, tool, preview: previewOf(tool, input), digest },
})

function opening(
  approval: NamedApproval,
  { secret, at }: Extract<DeskEvent, { readonly _tag: 'Recorded' }>,
): ReadonlyArray<DeskEffect> {
  const { id, session: name, tool, preview, digest } = shown(approval)
  const { call } = approval
  const { gate } = call
  return [
    { _tag: 'Publish', event: { _tag: 'tool-approval-request', id, name, tool, preview, at } },
    { _tag: 'Notify', approval, secret },
    ...(gate === 'PreToolUse' ? [{ _tag: 'UpdateActivity', call, what: 'asked' } as const] : []),
    { _tag: 'Audit', event: 'approval.request', fields: { id, session: name, tool, preview, digest, gate } },
  ]
}

/** Records of an end. They are in the log before the agents are told. */
export function endRecords(
  approval: Pick<Approval, 'id' | 'call' | 'mode' | 'reason'>,
  end: ApprovalEnd,
  sha256: Sha256,
): ReadonlyArray<ChainEntry> {
  const outcome = outcomeRecord(approval, verdictAt(approval, end), end.why)
  if (!('decision' in end)) return [outcome]
  return [decisionRecord(approval.id, approval.call, end.decision, end.decider, sha256), outcome]
}

/** Answer to the agents at an end. */
export function verdictAt(approval: Pick<Approval, 'call' | 'mode' | 'reason'>, end: ApprovalEnd): Verdict {
  if (!('decision' in end)) return unanswered(approval, WITHDRAWALS[end.why])
  if (end.decision.allow) {
    const { edited, memory } = end.decision
    return { ...allow(edited), ...(memory === undefined ? {} : { memory }) }
  }
  const { reason, isCancelled = false } = end.decision
  return { ...deny(reason ?? 'Denied via Penates'), ...(isCancelled ? { isCancelled } : {}) }
}

function ended(
  approval: Approval,
  { end, agents, name, at }: Extract<DeskEvent, { readonly _tag: 'Ended' }>,
  sha256: Sha256,
): DeskStep {
  const { id, call } = approval
  const { session, tool, digest, gate } = call
  const decision = 'decision' in end ? end.decision : null
  const edited = decision?.allow === true ? decision.edited : null
  const verdict = verdictAt(approval, end)
  const isBeforeTool = gate === 'PreToolUse'
  const editedDigest = edited === null ? null : inputDigest(edited, sha256)
  const audit = {
    ...shown({ ...approval, name }),
    decision: decision?.allow === true ? 'allow' : 'deny',
    edited: edited !== null,
  }
  const grant = { session, tool, digest, grantedAt: at }
  const effects: ReadonlyArray<DeskEffect | null> = [
    { _tag: 'Tell', verdict },
    { _tag: 'Publish', event: { _tag: 'tool-approval-resolved', id, name, at } },
    // Before its tool the agent works on. At the other gate its dialog is on the screen until a decision.
    isBeforeTool || decision !== null ? { _tag: 'UpdateActivity', call, what: 'answered' } : null,
    decision === null ? null : { _tag: 'Audit', event: 'approval.decision', fields: audit },
    { _tag: 'Append', records: [deliveryRecord(approval, agents > 0)] },
    decision?.allow === true && decision.remember ? { _tag: 'Grant', grant } : null,
    // The next start repeats what is missing for a stored approval, so this is last.
    { _tag: 'Drop', id },
  ]
  return {
    next: isBeforeTool ? answered({ id, call, verdict, at }, editedDigest) : null,
    effects: effects.filter((effect) => effect !== null),
  }
}

/** Milliseconds. A call comes to its second gate at once; only a person at the terminal takes longer. */
const RECENT_MS = 10 * 60_000
const MAX_ANSWERED_PER_SESSION = 200

const isRecent = ({ at }: AnsweredCall, now: Instant): boolean => Math.abs(now - at) <= RECENT_MS

export const callOf = (one: DeskCall): CallIdentity => (one._tag === 'Answered' ? one.call : one.approval.call)
export const idOf = (one: DeskCall): string => (one._tag === 'Answered' ? one.id : one.approval.id)

/** True when the digest is that of the input that the agent asked with, or of the one that a person replaced it with. */
const hasDigest = (one: DeskCall, digest: string): boolean =>
  callOf(one).digest === digest || (one._tag === 'Answered' && one.editedDigest === digest)

/** True when the reported run is that of this call. What a person answered at the terminal is part of a question's input. */
export const hasRun = (one: DeskCall, ran: Omit<FinishedCall, 'runDigest'>): boolean =>
  isSameTool(callOf(one), ran) && (kindOf(ran) !== 'permission' || hasDigest(one, ran.digest))

/**
 * Two calls with the same input are the same call only if the agent's id or their two gates show it. The gate before the
 * tool comes first: a call there never joins one at the agent's dialog, where `NoOpinion` has no effect.
 */
function isRepeated(one: DeskCall, again: ToolCall): boolean {
  const { session, tool, gate, promptId, toolUseId } = callOf(one)
  if (session !== again.session || tool !== again.tool || !hasDigest(one, again.digest)) return false
  if (gate !== again.gate) return gate === 'PreToolUse' && promptId === again.promptId
  return toolUseId !== null && toolUseId === again.toolUseId
}

/** The pending call that is sent again, or comes to its second gate. */
export function findPending(calls: Iterable<DeskCall>, again: ToolCall): PendingCall | null {
  for (const one of calls) if (one._tag !== 'Answered' && isRepeated(one, again)) return one
  return null
}

/** The answered call that is sent again, or comes to its second gate. */
export function findAnswered(calls: Iterable<DeskCall>, again: ToolCall, now: Instant): AnsweredCall | null {
  for (const one of calls) if (one._tag === 'Answered' && isRecent(one, now) && isRepeated(one, again)) return one
  return null
}

/** Answered calls that cannot be found any more, of those in the order of their answers. */
export function* expired(answers: Iterable<AnsweredCall>, now: Instant): Iterable<AnsweredCall> {
  for (const one of answers) {
    if (isRecent(one, now)) return
    yield one
  }
}

/** Oldest answered calls of a session, in the order of their answers, that make room for one more. */
export function beyondLimit(ofSession: Iterable<DeskCall>): ReadonlyArray<AnsweredCall> {
  const answers = [...ofSession].filter((one) => one._tag === 'Answered')
  return answers.slice(0, Math.max(0, answers.length + 1 - MAX_ANSWERED_PER_SESSION))
}

/** Upper bound; with 256 random bits in a token it is far below what guessing needs. */
const MAX_MISSES = 10
/** A message with the token stays on a device as long as its call is held. */
const TOKEN_MS = 15 * 60_000

/** True when a one-time token with this digest may decide at a time of the monotonic clock. */
export const admitsToken = (one: DeskCall | null, secretHash: string, now: number): boolean =>
  one?._tag === 'Open' &&
  one.misses < MAX_MISSES &&
  now - one.askedAt < TOKEN_MS &&
  one.approval.secretHash === secretHash
