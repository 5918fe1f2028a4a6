import { sessionId, type SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { ApprovalMode, Verdict } from './approval.js'
import type { Json, JsonObject } from './canonical-json.js'
import type { ChainEntry } from './chain.js'

/** Answer of the gate to one call before it ran. */
export interface Clearance {
  readonly tool: string
  /** Digest of the input that the agent asked with. */
  readonly askedDigest: string
  /** Digest of the input that was allowed; `null` unless the hub allowed the call. */
  readonly approvedDigest: string | null
  readonly verdict: Verdict['_tag']
}

/** A tool that has run, as the agent's hook or its transcript reports it. */
export interface ToolRun {
  readonly toolUseId: string
  readonly tool: string
  readonly input: JsonObject
  readonly digest: string
  /**
   * A transcript row holds the input as the model wrote it: not the one that ran, and with relative paths where hooks get
   * absolute ones (2.1.197, 2.1.332). Its input proves nothing.
   */
  readonly source: 'hook' | 'transcript'
  /** Present for a failed result in a transcript whose text may be that of a hook which refused the call. */
  readonly mayBeRefusal?: true
}

/**
 * `not-allowed`: no allow is recorded. `other-input`: the input differs from the approved one. `weak-settings`: settings
 * in the session's folder weaken the gate; no tool has run yet.
 */
export type AlarmKind = 'not-allowed' | 'other-input' | 'weak-settings'

/** A tool that ran and should not have run like this, or settings that would let one. */
export interface Alarm {
  readonly id: string
  readonly session: SessionId
  readonly kind: AlarmKind
  readonly tool: string
  readonly toolUseId: string
  readonly preview: string
  readonly digest: string
  /** Digest of the input that was allowed; `null` when none was. */
  readonly approvedDigest: string | null
  readonly source: ToolRun['source'] | 'settings'
  /** True when the session was interrupted and its calls are refused until the alarm is acknowledged. */
  readonly isPaused: boolean
  readonly at: Instant
}

/** Alarm with a name of its session: the present one, or in the log that of its time. */
export interface NamedAlarm extends Alarm {
  readonly name: string
}

/**
 * Fault of a run; `null` when there is none. In `strict` every tool except free ones needs an allow. The input is
 * compared for hook reports only. A result that may be a refusal is taken for one where the hub has denied the call.
 */
export function judgeRun(
  run: Pick<ToolRun, 'digest' | 'source' | 'mayBeRefusal'>,
  clearance: Clearance | null,
  { mode, isFree }: { readonly mode: ApprovalMode; readonly isFree: boolean },
): AlarmKind | null {
  if (clearance === null) return mode === 'strict' && !isFree ? 'not-allowed' : null
  const { verdict, approvedDigest } = clearance
  if (verdict === 'Deny') return run.mayBeRefusal ? null : 'not-allowed'
  if (verdict !== 'Allow' || run.source === 'transcript') return null
  return run.digest === approvedDigest ? null : 'other-input'
}

/** Log record of an alarm. */
export const alarmRecord = (alarm: Alarm, input: JsonObject | null): ChainEntry => ({
  kind: 'alarm',
  id: alarm.id,
  session: alarm.session,
  alarm: alarm.kind,
  tool: alarm.tool,
  toolUseId: alarm.toolUseId,
  preview: alarm.preview,
  digest: alarm.digest,
  approvedDigest: alarm.approvedDigest,
  source: alarm.source,
  paused: alarm.isPaused,
  raisedAt: alarm.at,
  input,
})

/** Log record of an acknowledged alarm. */
export const acknowledgedRecord = ({ id, session }: Pick<Alarm, 'id' | 'session'>): ChainEntry => ({
  kind: 'alarm-acknowledged',
  id,
  session,
})

/** Unacknowledged alarms in records of the log, oldest first. Records of other kinds are skipped. */
export function openAlarms(
  records: Iterable<JsonObject>,
  idOf: (name: string) => SessionId,
): ReadonlyArray<NamedAlarm> {
  const open = new Map<string, NamedAlarm>()
  for (const record of records) {
    const { kind, id } = record
    if (typeof id !== 'string') continue
    if (kind === 'alarm-acknowledged') open.delete(id)
    const alarm = kind === 'alarm' ? readAlarm(id, record, idOf) : null
    if (alarm !== null) open.set(id, alarm)
  }
  return [...open.values()]
}

function readAlarm(id: string, record: JsonObject, idOf: (name: string) => SessionId): NamedAlarm | null {
  const { alarm: kind, tool, toolUseId, preview, digest, approvedDigest, source, paused, raisedAt } = record
  const { session: name, sessionId: stored } = record
  const isKnown = kind === 'not-allowed' || kind === 'other-input' || kind === 'weak-settings'
  if (!isKnown || typeof name !== 'string' || typeof raisedAt !== 'number') return null
  return {
    id,
    // Records of versions without ids have the name alone.
    session: typeof stored === 'string' ? sessionId(stored) : idOf(name),
    name,
    kind,
    tool: textOf(tool),
    toolUseId: textOf(toolUseId),
    preview: textOf(preview),
    digest: textOf(digest),
    approvedDigest: typeof approvedDigest === 'string' ? approvedDigest : null,
    source: source === 'transcript' || source === 'settings' ? source : 'hook',
    isPaused: paused === true,
    at: raisedAt,
  }
}

/**
 * Clearance from the log records about one call of a session, for a hub that was restarted between its answer and the
 * run. Returns `null` without a recorded answer, and for one that was left to the terminal.
 */
export function recordedClearance(records: Iterable<JsonObject>, toolUseId: string): Clearance | null {
  const asked = new Map<string, { readonly tool: string; readonly digest: string }>()
  let found: Clearance | null = null
  for (const { kind, id, toolUseId: of, tool, digest, decision, editedDigest, outcome } of records) {
    if (typeof id !== 'string') continue
    const isAbout = (kind === 'request' || kind === 'refusal') && of === toolUseId
    if (isAbout) asked.set(id, { tool: textOf(tool), digest: textOf(digest) })
    const call = asked.get(id)
    if (call === undefined) continue
    const answer = { tool: call.tool, askedDigest: call.digest }
    if (kind === 'decision' && decision === 'allow') {
      const approvedDigest = typeof editedDigest === 'string' ? editedDigest : call.digest
      found = { ...answer, approvedDigest, verdict: 'Allow' }
    } else if (kind === 'withdrawal') found = null
    else if (kind === 'refusal' || (kind === 'outcome' && outcome === 'denied'))
      found = { ...answer, approvedDigest: null, verdict: 'Deny' }
  }
  return found
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
