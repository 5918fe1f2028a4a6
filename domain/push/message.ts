import type { AlarmKind } from '../approvals/alarm.js'
import { previewOf, type Approval } from '../approvals/approval.js'

/** Message to one device. */
export interface PushMessage {
  /** Payload for the service worker. Never contains a token of the hub. */
  readonly payload: Readonly<Record<string, string>>
  /** The push service drops the message when it cannot deliver it within this many seconds. */
  readonly ttlSeconds: number
  /** Urgency by RFC 8030. */
  readonly urgency: 'normal' | 'high'
}

/** Lifetime of an attention message. */
const ATTENTION_TTL_SECONDS = 60
/** Longer than an approval is pending; a later message would be misleading. */
const APPROVAL_TTL_SECONDS = 120
/**
 * Maximum body length in characters. An encrypted push has at most 4 KiB; the opened page shows the whole command. RFC
 * 8291, section 4.
 */
const MAX_BODY_LENGTH = 500

const WORDS = {
  idle: { label: 'Ready', body: 'Done, and ready for the next task.' },
  waiting: { label: 'Needs input', body: 'Waits for your answer.' },
} as const

const shown = (session: string, prefix: string): string =>
  session.startsWith(prefix) ? session.slice(prefix.length) : session

export function attentionMessage(session: string, activity: 'idle' | 'waiting', prefix: string): PushMessage {
  const { label, body } = WORDS[activity]
  return {
    payload: { title: `${shown(session, prefix)} — ${label}`, body, name: session, activity },
    ttlSeconds: ATTENTION_TTL_SECONDS,
    urgency: 'normal',
  }
}

/** Lifetime of an alarm message: a working day. */
const ALARM_TTL_SECONDS = 8 * 3_600

const ALARM_OF = {
  'not-allowed': 'A tool ran without approval',
  'other-input': 'Something else ran than was approved',
  'weak-settings': 'Settings weaken the gate',
} as const

export function alarmMessage(
  { name, kind, preview }: { readonly name: string; readonly kind: AlarmKind; readonly preview: string },
  prefix: string,
): PushMessage {
  return {
    payload: {
      type: 'alarm',
      title: `${shown(name, prefix)} — ${ALARM_OF[kind]}`,
      body: preview.slice(0, MAX_BODY_LENGTH),
      name,
    },
    ttlSeconds: ALARM_TTL_SECONDS,
    urgency: 'high',
  }
}

/** Lifetime of a budget message. */
const BUDGET_TTL_SECONDS = 6 * 3_600

const BUDGET_OF = { day: 'today', month: 'this month', project: 'a project this month', card: 'a card' } as const

export function budgetMessage(
  kind: keyof typeof BUDGET_OF,
  level: 'near' | 'exceeded',
  { key, spentUsd, limitUsd }: { readonly key: string; readonly spentUsd: number; readonly limitUsd: number },
): PushMessage {
  const label = level === 'near' ? 'Budget nearly spent' : 'Budget exceeded'
  const body = `$${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)} for ${BUDGET_OF[kind]}.`
  return {
    payload: { type: 'budget', title: label, body, budget: key, level },
    ttlSeconds: BUDGET_TTL_SECONDS,
    urgency: 'high',
  }
}

/**
 * Message for an approval. `secret` is valid once, for this approval only; the service worker that offers Allow and
 * Deny has no other token.
 */
export function approvalMessage(approval: Approval, secret: string, prefix: string): PushMessage {
  const { id, call } = approval
  return {
    payload: {
      type: 'approval',
      title: `${shown(call.session, prefix)} — ${call.tool}?`,
      body: previewOf(call.tool, call.input).slice(0, MAX_BODY_LENGTH),
      name: call.session,
      approvalId: id,
      otp: secret,
    },
    ttlSeconds: APPROVAL_TTL_SECONDS,
    urgency: 'high',
  }
}
