import * as E from 'fp-ts/lib/Either.js'
import { isDelivered, type DeliveryAnswer } from '../push/delivery.js'
import type { Instant } from '../shared/instant.js'
import { invalidWebhook, webhookNotFound, type InvalidWebhook, type WebhookNotFound } from './errors.js'
import type { NotificationMessage } from './notification.js'
import type { Webhook, WebhookDelivery, WebhookDisabled } from './webhook.js'

/** Message that is not delivered to its webhook yet. */
export interface WaitingMessage {
  readonly webhookId: string
  readonly message: NotificationMessage
  /** Times that the target refused this message itself. */
  readonly refusals: number
}

/** Webhooks and their messages, in the order in which they are tried. */
export interface WebhookRecords {
  /** Webhooks in the order in which they were added. */
  readonly webhooks: ReadonlyArray<Webhook>
  /** Messages that are not delivered yet. */
  readonly waiting: ReadonlyArray<WaitingMessage>
}

export const EMPTY_WEBHOOK_RECORDS: WebhookRecords = { webhooks: [], waiting: [] }

/** Webhooks of one hub. */
const MAX_WEBHOOKS = 20
/** Messages that wait for one webhook. A later one takes the place of the oldest. */
export const MAX_WAITING = 100
/** Attempts that are stored for each webhook. */
const MAX_DELIVERIES = 10
/** Refusals of one message, for the sake of its content, after which it is given up. */
const MAX_REFUSALS = 3
/** Statuses that concern the message and not the target. */
const REFUSALS: ReadonlySet<number> = new Set([400, 413, 415, 422])

const FIRST_WAIT_MS = 5_000
/** Growth of the wait: 5 s, 20 s, 80 s, 5 min, 21 min, 1 h, 1 h, … */
const WAIT_GROWTH = 4
export const MAX_WAIT_MS = 60 * 60 * 1_000
const DAY_MS = 24 * MAX_WAIT_MS

/** Milliseconds between the last of so many failed attempts and the next one. */
const waitAfter = (failures: number): number => Math.min(FIRST_WAIT_MS * WAIT_GROWTH ** (failures - 1), MAX_WAIT_MS)

/** Failed attempts whose waits add up to a day. Counted and not measured, so that a clock that jumps turns nothing off. */
export const FAILURES_OF_A_DAY = countUntil(DAY_MS)

function countUntil(limitMs: number): number {
  let [failures, waitedMs] = [1, 0]
  while (waitedMs < limitMs) {
    waitedMs += waitAfter(failures)
    failures += 1
  }
  return failures
}

export const findWebhook = ({ webhooks }: WebhookRecords, id: string): Webhook | undefined =>
  webhooks.find((webhook) => webhook.id === id)

/** First message for a webhook. */
export const nextMessage = ({ waiting }: WebhookRecords, id: string): WaitingMessage | undefined =>
  waiting.find(({ webhookId }) => webhookId === id)

/** Messages that wait for a webhook. */
export const waitingFor = ({ waiting }: WebhookRecords, id: string): number =>
  waiting.filter(({ webhookId }) => webhookId === id).length

/** Adds a webhook; `InvalidWebhook` when there are as many as a hub stores. */
export const addWebhook = (records: WebhookRecords, webhook: Webhook): E.Either<InvalidWebhook, WebhookRecords> =>
  records.webhooks.length >= MAX_WEBHOOKS
    ? E.left(invalidWebhook('count'))
    : E.right({ ...records, webhooks: [...records.webhooks, webhook] })

/** Removes a webhook and its messages. */
export const removeWebhook = (records: WebhookRecords, id: string): E.Either<WebhookNotFound, WebhookRecords> =>
  findWebhook(records, id) === undefined
    ? E.left(webhookNotFound(id))
    : E.right({
        webhooks: records.webhooks.filter((webhook) => webhook.id !== id),
        waiting: records.waiting.filter(({ webhookId }) => webhookId !== id),
      })

/** Changes one webhook. */
export const changeWebhook = (
  records: WebhookRecords,
  id: string,
  change: (webhook: Webhook) => Webhook,
): E.Either<WebhookNotFound, WebhookRecords> =>
  findWebhook(records, id) === undefined ? E.left(webhookNotFound(id)) : E.right(changed(records, id, change))

/** Turns a webhook on with nothing held against it. */
export const turnedOn = (webhook: Webhook): Webhook => ({
  ...webhook,
  disabled: null,
  failures: 0,
  nextAttemptAt: null,
})

/** Turns a webhook off and gives its messages up. */
export function turnOff(records: WebhookRecords, id: string, disabled: WebhookDisabled): WebhookRecords {
  const dropped = waitingFor(records, id)
  const waiting = records.waiting.filter(({ webhookId }) => webhookId !== id)
  return changed({ ...records, waiting }, id, (webhook) => ({
    ...webhook,
    disabled,
    nextAttemptAt: null,
    dropped: webhook.dropped + dropped,
  }))
}

/** True when a webhook that is on has chosen one of the kinds. */
export const isWanted = ({ webhooks }: WebhookRecords, kinds: ReadonlyArray<string>): boolean =>
  webhooks.some(({ disabled, events }) => disabled === null && kinds.some((kind) => events.includes(kind)))

/** Adds a message for each webhook that is on and has chosen its kind. */
export function addMessage(records: WebhookRecords, message: NotificationMessage): WebhookRecords {
  const takers = records.webhooks.filter(({ disabled, events }) => disabled === null && events.includes(message.kind))
  return takers.reduce((before, { id }) => {
    const entry = { webhookId: id, message, refusals: 0 }
    const oldest = waitingFor(before, id) < MAX_WAITING ? undefined : nextMessage(before, id)
    const added = { ...before, waiting: [...before.waiting.filter((one) => one !== oldest), entry] }
    return oldest === undefined ? added : changed(added, id, withDropped)
  }, records)
}

/** Book after an attempt. Returns the same records when the message is no longer waiting. */
export function afterAttempt(
  records: WebhookRecords,
  { webhookId, message }: WaitingMessage,
  answer: DeliveryAnswer,
  at: Instant,
): WebhookRecords {
  const entry = records.waiting.find((one) => one.webhookId === webhookId && one.message.id === message.id)
  if (entry === undefined) return records
  const attempted = changed(records, webhookId, withDelivery(deliveryOf(message, answer, at)))
  const rest = attempted.waiting.filter((one) => one !== entry)
  if (isDelivered(answer))
    return changed({ ...attempted, waiting: rest }, webhookId, (webhook) => ({ ...webhook, ...NO_FAILURE }))
  if (isGone(answer)) return turnOff(attempted, webhookId, { reason: 'gone', at })
  const failed = changed(attempted, webhookId, withFailure(answer, at))
  if ((findWebhook(failed, webhookId)?.failures ?? 0) >= FAILURES_OF_A_DAY)
    return turnOff(failed, webhookId, { reason: 'failures', at })
  if (!isRefused(answer)) return failed
  // Another message is tried next: the target may accept that one.
  return entry.refusals + 1 < MAX_REFUSALS
    ? { ...failed, waiting: [...rest, { ...entry, refusals: entry.refusals + 1 }] }
    : changed({ ...failed, waiting: rest }, webhookId, withDropped)
}

/** Book after a test. A delivered one ends a series of failures, a failed one adds to none. */
export const afterTest = (
  records: WebhookRecords,
  id: string,
  message: NotificationMessage,
  answer: DeliveryAnswer,
  at: Instant,
): WebhookRecords =>
  changed(records, id, (webhook) => ({
    ...withDelivery(deliveryOf(message, answer, at))(webhook),
    ...(isDelivered(answer) ? NO_FAILURE : {}),
  }))

const NO_FAILURE = { failures: 0, nextAttemptAt: null }

const changed = (records: WebhookRecords, id: string, change: (webhook: Webhook) => Webhook): WebhookRecords => ({
  ...records,
  webhooks: records.webhooks.map((webhook) => (webhook.id === id ? change(webhook) : webhook)),
})

const withDropped = (webhook: Webhook): Webhook => ({ ...webhook, dropped: webhook.dropped + 1 })

const withDelivery =
  (delivery: WebhookDelivery) =>
  (webhook: Webhook): Webhook => ({
    ...webhook,
    deliveries: [delivery, ...webhook.deliveries].slice(0, MAX_DELIVERIES),
  })

const withFailure =
  (answer: DeliveryAnswer, at: Instant) =>
  (webhook: Webhook): Webhook => {
    const failures = webhook.failures + 1
    const asked = answer._tag === 'Answered' ? (answer.retryAfterMs ?? 0) : 0
    return { ...webhook, failures, nextAttemptAt: at + Math.min(Math.max(waitAfter(failures), asked), MAX_WAIT_MS) }
  }

const deliveryOf = ({ kind }: NotificationMessage, answer: DeliveryAnswer, at: Instant): WebhookDelivery => {
  const delivered = isDelivered(answer)
  const statusCode = answer._tag === 'Answered' ? answer.statusCode : null
  return { at, kind, delivered, statusCode, reason: delivered ? null : answer.reason }
}

const isGone = (answer: DeliveryAnswer): boolean => answer._tag === 'Answered' && answer.statusCode === 410

const isRefused = (answer: DeliveryAnswer): boolean => answer._tag === 'Answered' && REFUSALS.has(answer.statusCode)
