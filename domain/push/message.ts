import type { AlarmKind } from '../approvals/alarm.js'
import { previewOf, subagentOf, type NamedApproval } from '../approvals/approval.js'
import { kindOf } from '../approvals/question.js'
import { visibleText } from '../approvals/visible-text.js'
import type { AttentionEvent } from '../attention/events.js'
import { FAILURE_TEXTS, type TurnFailure } from '../attention/turn-failure.js'
import type { Instant } from '../shared/instant.js'

/** Message to one device. */
export interface PushMessage {
  /** Payload for the service worker. Never contains a token of the hub. */
  readonly payload: Readonly<Record<string, string | TurnFailure>>
  /** The push service drops the message when it cannot deliver it within this many seconds. */
  readonly ttlSeconds: number
  /** Urgency by RFC 8030. */
  readonly urgency: 'normal' | 'high'
  /** A message that the push service still keeps is replaced by a later one of the same topic. RFC 8030, section 5.4. */
  readonly topic?: string
}

/** Maximum length of a topic. */
const TOPIC_LENGTH = 32

/** Topic of everything about one call: a device that was off gets the last message alone. */
const topicOf = (id: string): string => id.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, TOPIC_LENGTH)

/** Lifetime of an attention message. */
const ATTENTION_TTL_SECONDS = 60
/** A message about an approval is dropped when the approval has ended, with some seconds for a slow delivery. */
const approvalTtl = (expiresAt: Instant, now: Instant): number => Math.max(0, Math.ceil((expiresAt - now) / 1_000)) + 10
/**
 * Maximum body length in characters. An encrypted push has at most 4 KiB; the opened page shows the whole command. RFC
 * 8291, section 4.
 */
const MAX_BODY_LENGTH = 500

const WORDS = {
  idle: { label: 'Ready', body: 'Done, and ready for the next task.' },
  waiting: { label: 'Needs input', body: 'Waits for your answer.' },
} as const

/** Meaning of a failure and the words of the agent. */
const failureText = ({ kind, text }: TurnFailure): string =>
  text === FAILURE_TEXTS[kind] ? text : `${FAILURE_TEXTS[kind]} ${text}`

/** Name of a session without the prefix of the hub. */
export const shown = (session: string, prefix: string): string =>
  session.startsWith(prefix) ? session.slice(prefix.length) : session

/** Title and body of a message. */
interface MessageText {
  readonly title: string
  readonly body: string
}

type Alert = Pick<Extract<AttentionEvent, { readonly _tag: 'session-attention' }>, 'name' | 'activity' | 'failure'>

export function attentionText({ name, activity, failure }: Alert, prefix: string): MessageText {
  const { label, body } = failure === undefined ? WORDS[activity] : { label: 'Turn failed', body: failureText(failure) }
  return { title: `${shown(name, prefix)} — ${label}`, body }
}

export const attentionMessage = (alert: Alert, prefix: string): PushMessage => ({
  payload: {
    ...attentionText(alert, prefix),
    name: alert.name,
    activity: alert.activity,
    ...(alert.failure && { failure: alert.failure }),
  },
  ttlSeconds: ATTENTION_TTL_SECONDS,
  urgency: 'normal',
})

/** Lifetime of an alarm message: a working day. */
const ALARM_TTL_SECONDS = 8 * 3_600

const ALARM_OF = {
  'not-allowed': 'A tool ran without approval',
  'other-input': 'A call ran with different input than approved',
  'weak-settings': 'Settings weaken approvals',
} as const

interface ShownAlarm {
  readonly name: string
  readonly kind: AlarmKind
  readonly preview: string
}

export const alarmText = ({ name, kind, preview }: ShownAlarm, prefix: string): MessageText => ({
  title: `${shown(name, prefix)} — ${ALARM_OF[kind]}`,
  body: preview.slice(0, MAX_BODY_LENGTH),
})

export const alarmMessage = (alarm: ShownAlarm, prefix: string): PushMessage => ({
  payload: { type: 'alarm', ...alarmText(alarm, prefix), name: alarm.name, alarm: alarm.kind },
  ttlSeconds: ALARM_TTL_SECONDS,
  urgency: 'high',
})

/** Lifetime of a budget message. */
const BUDGET_TTL_SECONDS = 6 * 3_600

const BUDGET_OF = { day: 'today', month: 'this month', project: 'a project this month', card: 'a card' } as const

interface Spending {
  readonly spentUsd: number
  readonly limitUsd: number
}

const usd = (amount: number): string => amount.toFixed(2)

export const budgetText = (
  kind: keyof typeof BUDGET_OF,
  level: 'near' | 'exceeded',
  { spentUsd, limitUsd }: Spending,
): MessageText => ({
  title: level === 'near' ? 'Budget nearly spent' : 'Budget exceeded',
  body: `$${usd(spentUsd)} of $${usd(limitUsd)} for ${BUDGET_OF[kind]}.`,
})

export const budgetMessage = (
  kind: keyof typeof BUDGET_OF,
  level: 'near' | 'exceeded',
  budget: Spending & { readonly key: string },
): PushMessage => ({
  payload: {
    type: 'budget',
    ...budgetText(kind, level, budget),
    budget: budget.key,
    level,
    spentUsd: usd(budget.spentUsd),
    limitUsd: usd(budget.limitUsd),
  },
  ttlSeconds: BUDGET_TTL_SECONDS,
  urgency: 'high',
})

interface ShownCall {
  readonly name: string
  readonly tool: string
  readonly preview: string
  readonly subagent?: string
}

export const approvalText = ({ name, tool, preview, subagent }: ShownCall, prefix: string): MessageText => ({
  title: `${shown(name, prefix)}${subagentText(subagent)} — ${tool}?`,
  body: preview.slice(0, MAX_BODY_LENGTH),
})

const subagentText = (subagent: string | undefined): string =>
  subagent === undefined ? '' : ` (${`sub-agent ${visibleText(subagent)}`.trim()})`

/** Parts of a message about an approval beside the call. */
interface ApprovalDelivery {
  /** Valid for this approval only; the service worker that offers Allow and Deny has no other token. */
  readonly secret: string
  readonly prefix: string
  readonly now: Instant
  /** True when the device is to draw attention to it although it may show it already. */
  readonly isReminder?: boolean
}

/** Message for an approval. A question or a plan has to be read first, so its message offers neither Allow nor Deny. */
export function approvalMessage(
  approval: NamedApproval,
  { secret, prefix, now, isReminder = false }: ApprovalDelivery,
): PushMessage {
  const { id, name, call, expiresAt } = approval
  const tool = kindOf(call) === 'form' ? 'Form' : call.tool
  const text = approvalText({ name, tool, preview: previewOf(call.tool, call.input), ...subagentOf(call) }, prefix)
  const again = isReminder ? { reminder: 'true' } : {}
  const answer = kindOf(call) === 'permission' ? { type: 'approval', otp: secret } : { activity: 'waiting' as const }
  return {
    payload: { ...text, name, approvalId: id, ...answer, ...again },
    ttlSeconds: approvalTtl(expiresAt, now),
    urgency: 'high',
    topic: topicOf(id),
  }
}

/** Message by which devices take back the notification of a call that ended elsewhere. */
export const endedMessage = (
  { id, name, expiresAt }: Pick<NamedApproval, 'id' | 'name' | 'expiresAt'>,
  { prefix, now }: Pick<ApprovalDelivery, 'prefix' | 'now'>,
): PushMessage => ({
  payload: {
    type: 'ended',
    title: `${shown(name, prefix)} — No longer waits`,
    body: 'Answered elsewhere or expired.',
    name,
    approvalId: id,
  },
  ttlSeconds: approvalTtl(expiresAt, now),
  urgency: 'normal',
  topic: topicOf(id),
})
