import type { Instant } from '../shared/instant.js'
import type { ToolCall, Verdict } from './approval.js'
import { isJsonObject, type Json, type JsonObject } from './canonical-json.js'
import type { Sha256 } from './chain.js'
import { kindOf } from './question.js'
import { isSameTool, runDigest, type FinishedCall } from './tool-call.js'

export const CALL_OUTCOMES = ['allowed', 'denied', 'left-to-terminal'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** Source of a recorded decision, as the log has it. */
export interface RecordedDecider {
  /** `operator`, `named-token`, `one-time-token`, `grant`, `rule`, or `classifier` of the agent. */
  readonly by: string
  readonly user: string | null
  readonly ip: string | null
  readonly userAgent: string | null
  readonly reason: string | null
  /** The call was allowed for the rest of the session. */
  readonly isRemembered: boolean
  /** The call was allowed with another input. */
  readonly isEdited: boolean
}

/** Call that has ended, as the log of approvals has it. */
export interface DecidedCall {
  readonly id: string
  readonly session: string
  /** Name of the sub-agent that made the call, empty for one without; `null` for the agent of the session. */
  readonly subagent: string | null
  readonly tool: string
  readonly preview: string
  readonly digest: string
  readonly outcome: CallOutcome
  /** Reason of the outcome: `decided`, `granted`, `expired`, … */
  readonly why: string
  readonly at: Instant
  /** `null` without a decision. */
  readonly decision: RecordedDecider | null
  /** Number of decisions that were taken back. */
  readonly withdrawals: number
  /** False when the agent had left before the answer; `null` where that is not known. */
  readonly isDelivered: boolean | null
  /** True when the agent has reported that the call ran, false when it reported its refusal; `null` without such a report. */
  readonly hasRun: boolean | null
  /** True when the agent has reported that the call ran and failed. */
  readonly hasFailed: boolean
}

/** Call of which the newest records are read. */
export interface PartialCall {
  readonly id: string
  readonly outcome: CallOutcome
  readonly why: string
  readonly at: Instant
  readonly decision: RecordedDecider | null
  readonly withdrawals: number
  readonly isDelivered: boolean | null
  readonly hasRun: boolean | null
  readonly hasFailed: boolean
}

/** Records of a call that follow its outcome in the log. */
export interface LaterRecords {
  /** Absent in logs of older versions, which have it in the outcome. */
  readonly delivery?: JsonObject
  readonly run?: JsonObject
}

export interface DecidedFilter {
  /** Part of session, tool or preview; `''` for all. */
  readonly text: string
  readonly outcome: CallOutcome | null
}

/**
 * Begins with the record of an outcome, or of a refusal by the rules; `null` for other records.
 */
export function partialCall(record: JsonObject, { delivery = record, run }: LaterRecords = {}): PartialCall | null {
  const { kind, id, outcome, why, at } = record
  if ((kind !== 'outcome' && kind !== 'refusal') || typeof id !== 'string') return null
  const ended = kind === 'refusal' ? 'denied' : CALL_OUTCOMES.find((one) => one === outcome)
  if (ended === undefined) return null
  const time = typeof at === 'string' ? Date.parse(at) : Number.NaN
  const { delivered } = delivery
  const isOfClassifier = kind === 'refusal' && record['by'] === 'classifier'
  return {
    ...{ id, outcome: ended, why: text(why) ?? '', at: Number.isNaN(time) ? 0 : time },
    ...{ decision: isOfClassifier ? deciderIn(record) : null, withdrawals: 0 },
    isDelivered: typeof delivered === 'boolean' ? delivered : null,
    hasRun: run === undefined ? (isOfClassifier ? false : null) : true,
    hasFailed: run?.['failed'] === true,
  }
}

/** Adds a further record of the same call. */
export function withRecord(call: PartialCall, record: JsonObject): PartialCall {
  switch (record['kind']) {
    case 'decision':
      // Records are read newest first; a decision below one that stands, or without an effect, was withdrawn.
      if (call.decision !== null || call.outcome === 'left-to-terminal') return call
      return { ...call, decision: deciderIn(record) }
    case 'withdrawal':
      return { ...call, withdrawals: call.withdrawals + 1 }
    default:
      return call
  }
}

function deciderIn({ by, user, ip, userAgent, reason, remember, ...record }: JsonObject): RecordedDecider {
  return {
    ...{ by: text(by) ?? 'operator', user: text(user), ip: text(ip), userAgent: text(userAgent), reason: text(reason) },
    isRemembered: remember === true,
    isEdited: isJsonObject(record['editedInput']) || typeof record['editedDigest'] === 'string',
  }
}

/** Completes a call with the record of its request or refusal, which is the first one; `null` for other records. */
export function decidedCall(call: PartialCall, record: JsonObject): DecidedCall | null {
  const { kind, session, subagent, tool, preview, digest, gate } = record
  if (kind !== 'request' && kind !== 'refusal') return null
  const { decision } = call
  // The answers to a question, or the content of a form, are no other input of a tool.
  const isAnswer = kindOf({ tool: text(tool) ?? '', gate: text(gate) ?? '' }) !== 'permission'
  return {
    ...call,
    ...(decision !== null && isAnswer ? { decision: { ...decision, isEdited: false } } : {}),
    ...{
      session: text(session) ?? '',
      subagent: text(subagent),
      tool: text(tool) ?? '',
      preview: text(preview) ?? '',
      digest: text(digest) ?? '',
    },
  }
}

export function matchesFilter({ session, tool, preview }: DecidedCall, { text: part }: DecidedFilter): boolean {
  const wanted = part.toLowerCase()
  return [session, tool, preview].some((field) => field.toLowerCase().includes(wanted))
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)

/** Call whose outcome is in the log. */
export interface EndedCall extends Pick<ToolCall, 'tool' | 'toolUseId'> {
  readonly id: string
  /** Of the input that the agent asked with, and of the one that a person replaced it with. */
  readonly runDigests: ReadonlyArray<string>
  readonly isDenied: boolean
}

export function endedCall(
  id: string,
  { tool, toolUseId, input }: ToolCall,
  verdict: Verdict,
  sha256: Sha256,
): EndedCall {
  const edited = verdict._tag === 'Allow' ? verdict.input : null
  const runDigests = [input, ...(edited === null ? [] : [edited])].map((one) => runDigest(one, sha256))
  return { id, tool, toolUseId, runDigests, isDenied: verdict._tag === 'Deny' }
}

/**
 * True when the reported run is that of this call: the agent's id of the call is the same, or one of both has none and
 * tool and input are the same. Without an id a refused call has not run: the agent may have asked for the same again.
 */
export function isRunOf(ended: EndedCall, ran: FinishedCall): boolean {
  if (!isSameTool(ended, ran)) return false
  if (ended.toolUseId !== null && ran.toolUseId !== null) return true
  // The answers are part of the input of a question that has run.
  return !ended.isDenied && (kindOf(ran) !== 'permission' || ended.runDigests.includes(ran.runDigest))
}
