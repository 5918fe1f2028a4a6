import type { Instant } from '../shared/instant.js'
import { atDialog } from './agent-dialog.js'
import {
  allow,
  denied,
  isDeniedUnanswered,
  previewOf,
  subagentOf,
  undecided,
  type Approval,
  type CallPlace,
  type NamedApproval,
  type Verdict,
} from './approval.js'
import { inputDigest } from './canonical-json.js'
import type { ChainEntry, Sha256 } from './chain.js'
import type { PendingCall, AnsweredCall, DeskCall, ApprovalEnd, DeskEvent, DeskEffect, DeskStep } from './desk-call.js'
import type { ApprovalEvent } from './events.js'
import type { HeldDecision } from './held-decision.js'
import { decisionRecord, deliveryRecord, outcomeRecord, requestRecord } from './records.js'
import { unanswered } from './restraint.js'
import { WITHDRAWALS, type Withdrawal } from './withdrawal.js'

/** Reducer of one call on the desk. An event that does not fit the state changes nothing. */
export function advance(state: DeskCall | null, event: DeskEvent, sha256: Sha256): DeskStep {
  if (event._tag === 'Asked') return asked(event)
  if (event._tag === 'Restored') return restored(event)
  if (event._tag === 'Ruled') return { next: answered(event, null), effects: [] }
  if (state === null) return { next: null, effects: [] }
  if (state._tag === 'Answered') return { next: state, effects: [] }
  switch (event._tag) {
    case 'Recorded':
      return { next: { ...state, _tag: 'Open' }, effects: opening({ ...state.approval, name: event.name }, event) }
    case 'Joined':
      return joined(state, event, sha256)
    case 'Reminded':
      return reminded(state, event, sha256)
    case 'CutOff':
      return { next: { ...state, place: 'away' }, effects: [] }
    case 'Unhooked':
      return unhooked(state, event.why)
    case 'Seen':
      return seen(state, event)
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

const placed = (approval: Approval, askedAt: number, place: CallPlace): PendingCall => ({
  ...{ _tag: 'Recording', approval: place === 'dialog' ? atDialog(approval) : approval },
  ...{ askedAt, notifiedAt: askedAt, misses: 0, held: null, place },
})

const asked = ({ approval, askedAt, place }: Extract<DeskEvent, { readonly _tag: 'Asked' }>): DeskStep => ({
  next: placed(approval, askedAt, place ?? 'hook'),
  effects: [
    { _tag: 'Store', approval },
    { _tag: 'Append', records: [requestRecord(approval.id, approval.call, approval.mode)] },
  ],
})

/** Listed once its dialog is seen, or its hook has asked again. */
const restored = ({ approval, askedAt, place }: Extract<DeskEvent, { readonly _tag: 'Restored' }>): DeskStep => ({
  next: placed(approval, askedAt, place),
  effects: [],
})

/** The agents get the answer to a call without a decision. The call stays on the desk and in the store. */
function unhooked(state: PendingCall, why: Withdrawal): DeskStep {
  const { call } = state.approval
  const effects: ReadonlyArray<DeskEffect> = [
    { _tag: 'Tell', verdict: verdictAt(state.approval, { why }) },
    ...(call.gate === 'PreToolUse' ? [{ _tag: 'UpdateActivity', call, what: 'answered' } as const] : []),
  ]
  return { next: { ...state, approval: atDialog(state.approval), place: 'dialog' }, effects }
}

function seen(state: PendingCall, { expiresAt, name, at }: Extract<DeskEvent, { readonly _tag: 'Seen' }>): DeskStep {
  const approval = { ...state.approval, expiresAt }
  return {
    next: { ...state, _tag: 'Open', approval },
    effects: state._tag === 'Open' ? [] : [{ _tag: 'Publish', event: requestEvent({ ...approval, name }, at) }],
  }
}

/** Milliseconds by which a hold has to grow for a new message: push services drop the former one at the end of its time. */
const RENEWED_MS = 60_000

/** The call ends with the longest limit of its hooks. One that was cut off is open again, without a new message to people. */
function joined(state: PendingCall, event: Extract<DeskEvent, { readonly _tag: 'Joined' }>, sha256: Sha256): DeskStep {
  const { call, name, at, secret, notifiedAt } = event
  const { approval: before } = state
  const expiresAt = Math.min(event.expiresAt, before.deniedAt ?? Infinity)
  const { hookLimit = before.call.hookLimit } = call
  const limits = hookLimit === undefined ? {} : { hookLimit }
  const isLonger = expiresAt > before.expiresAt
  const isRenewed = state._tag === 'Open' && expiresAt - before.expiresAt > RENEWED_MS
  const longer = isLonger ? { ...before, expiresAt, call: { ...before.call, ...limits } } : before
  const approval = isRenewed ? { ...longer, secretHash: sha256(secret) } : longer
  const isBack = state.place === 'away' && state._tag === 'Recording'
  const delivery = { occasion: 'longer' } as const
  const effects: ReadonlyArray<DeskEffect | null> = [
    isLonger ? { _tag: 'Store', approval } : null,
    isRenewed ? { _tag: 'Notify', approval: { ...approval, name }, secret, delivery } : null,
    isBack ? { _tag: 'Publish', event: requestEvent({ ...approval, name }, at) } : null,
    isBack ? { _tag: 'UpdateActivity', call: approval.call, what: 'asked' } : null,
  ]
  return {
    next: {
      ...{ ...state, ...(isBack ? { _tag: 'Open' } : {}), approval, place: 'hook' },
      ...(isRenewed ? { notifiedAt } : {}),
    },
    effects: effects.filter((effect) => effect !== null),
  }
}

/** The token of the new message counts from then on. It is not stored: one of a former run opens the call. */
function reminded(
  state: PendingCall,
  { secret, name, notifiedAt, delivery }: Extract<DeskEvent, { readonly _tag: 'Reminded' }>,
  sha256: Sha256,
): DeskStep {
  if (state._tag !== 'Open' || state.held !== null) return { next: state, effects: [] }
  const approval = { ...state.approval, secretHash: sha256(secret) }
  return {
    next: { ...state, approval, notifiedAt },
    effects: [{ _tag: 'Notify', approval: { ...approval, name }, secret, delivery }],
  }
}

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

/** Event of a call that waits for a person. */
export function requestEvent(
  approval: NamedApproval,
  at: Instant,
): Extract<ApprovalEvent, { readonly _tag: 'tool-approval-request' }> {
  const { id, session: name, tool, preview } = shown(approval)
  return { _tag: 'tool-approval-request', id, name, tool, preview, ...subagentOf(approval.call), at }
}

function opening(
  approval: NamedApproval,
  { secret, at }: Extract<DeskEvent, { readonly _tag: 'Recorded' }>,
): ReadonlyArray<DeskEffect> {
  const { id, session: name, tool, preview, digest } = shown(approval)
  const { call } = approval
  const { gate } = call
  return [
    { _tag: 'Publish', event: requestEvent(approval, at) },
    { _tag: 'Notify', approval, secret, delivery: { occasion: 'asked' } },
    ...(gate === 'PreToolUse' ? [{ _tag: 'UpdateActivity', call, what: 'asked' } as const] : []),
    { _tag: 'Audit', event: 'approval.request', fields: { id, session: name, tool, preview, digest, gate } },
  ]
}

/** Records of an end. They are in the log before the agents are told. */
export function endRecords(
  approval: Pick<Approval, 'id' | 'call' | 'mode' | 'reason' | 'isRuled'>,
  end: ApprovalEnd,
  sha256: Sha256,
): ReadonlyArray<ChainEntry> {
  const outcome = outcomeRecord(approval, verdictAt(approval, end), end.why)
  if (!('decision' in end)) return [outcome]
  return [decisionRecord(approval.id, approval.call, end.decision, end.decider, sha256), outcome]
}

/** Answer to the agents at an end. */
export function verdictAt(approval: Pick<Approval, 'call' | 'mode' | 'reason' | 'isRuled'>, end: ApprovalEnd): Verdict {
  if (!('decision' in end)) {
    const why = WITHDRAWALS[end.why]
    const isTimeUp = end.why === 'expired' || end.why === 'wait-over'
    return isTimeUp && isDeniedUnanswered(approval) ? undecided(why) : unanswered(approval, why)
  }
  if (end.decision.allow) {
    const { edited, memory } = end.decision
    return { ...allow(edited), ...(memory === undefined ? {} : { memory }) }
  }
  const { reason, isCancelled = false } = end.decision
  return { ...denied(reason), ...(isCancelled ? { isCancelled } : {}) }
}

function ended(
  approval: Approval,
  { end, agents, delivered = agents > 0, name, at }: Extract<DeskEvent, { readonly _tag: 'Ended' }>,
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
    { _tag: 'Publish', event: { _tag: 'tool-approval-resolved', id, name, at, ...originOf(end) } },
    // Before its tool the agent works on. At the other gate its dialog is on the screen until a decision.
    isBeforeTool || decision !== null ? { _tag: 'UpdateActivity', call, what: 'answered' } : null,
    decision === null ? null : { _tag: 'Audit', event: 'approval.decision', fields: audit },
    { _tag: 'Append', records: [deliveryRecord(approval, delivered)] },
    decision?.allow === true && decision.remember ? { _tag: 'Grant', grant } : null,
    // The next start repeats what is missing for a stored approval, so this is last.
    { _tag: 'Drop', id },
  ]
  return {
    next: isBeforeTool ? answered({ id, call, verdict, at }, editedDigest) : null,
    effects: effects.filter((effect) => effect !== null),
  }
}

const originOf = (end: ApprovalEnd): { readonly origin?: string } => {
  const origin = 'decision' in end ? end.decider.client : null
  return origin === null ? {} : { origin }
}

/** Upper bound; with 256 random bits in a token it is far below what guessing needs. */
const MAX_MISSES = 10
/** A message with the token stays on a device as long as its call is held. */
const TOKEN_MS = 15 * 60_000

/** True when a one-time token with this digest may decide at a time of the monotonic clock. */
export const admitsToken = (one: DeskCall | null, secretHash: string, now: number): boolean =>
  one?._tag === 'Open' &&
  one.misses < MAX_MISSES &&
  now - one.notifiedAt < TOKEN_MS &&
  one.approval.secretHash === secretHash
