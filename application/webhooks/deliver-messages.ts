import * as E from 'fp-ts/lib/Either.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import { notificationsOf, type NotificationMessage } from '../../domain/webhooks/notification.js'
import {
  afterAttempt,
  findWebhook,
  MAX_WAIT_MS,
  nextMessage,
  addMessage,
  isWanted,
  type WaitingMessage,
  type WebhookRecords,
} from '../../domain/webhooks/webhook-records.js'
import type { Webhook } from '../../domain/webhooks/webhook.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { Log } from '../shared/log.port.js'
import type { WebhooksPorts, WebhooksSteps } from './ports.js'

/** Delivery of the stored messages, one after the other for each webhook. */
export interface DeliverMessages extends Job {
  /** Begins with the messages of webhooks that have no attempt under way and none planned. */
  readonly deliver: () => void
  /** Drops the planned attempt of a webhook and begins at once. */
  readonly retryNow: (id: string) => void
}

const PART = 'delivery to webhooks'
/** Wait after an outcome that could not be stored: without it a full disk would repeat one message without a pause. */
const UNSTORED_WAIT_MS = 60_000

/**
 * Delivers each stored message at least once: it is dropped from the store after the answer of its target. After a kill in
 * between it is sent again with the same id.
 */
export function makeDeliverMessages(
  deps: Pick<WebhooksPorts, 'store' | 'notifier' | 'clock' | 'log'>,
): DeliverMessages {
  const { store, notifier, clock, log } = deps
  let isRunning = false
  /** Ids of webhooks with an attempt under way. */
  const sending = new Set<string>()
  /** Functions that cancel planned attempts, by the id of the webhook. */
  const planned = new Map<string, () => void>()

  const plan = (id: string, delayMs: number): void => {
    if (delayMs === 0) {
      detach(PART, () => attempt(id))
      return
    }
    const cancel = clock.after(delayMs, () => {
      planned.delete(id)
      detach(PART, () => attempt(id))
    })
    planned.set(id, cancel)
  }

  const attempt = async (id: string): Promise<void> => {
    const records = store.current()
    const [webhook, next] = [findWebhook(records, id), nextMessage(records, id)]
    if (!isRunning || webhook === undefined || next === undefined || sending.has(id)) return
    sending.add(id)
    const stored = await deliverTo(webhook, next).finally(() => sending.delete(id))
    if (stored) deliver()
    else plan(id, UNSTORED_WAIT_MS)
  }

  /** Resolves to false when the outcome could not be stored. */
  const deliverTo = async (webhook: Webhook, next: WaitingMessage): Promise<boolean> => {
    const answer = await notifier.send(webhook, next.message)()
    // Another hub may have opened the store since the stop. The message waits for the next start.
    if (!isRunning) return true
    const after = await store.update((records) => E.right(afterAttempt(records, next, answer, clock.now())))()
    if (E.isLeft(after)) {
      log.error('an outcome of a webhook could not be stored', { webhook: webhook.id, detail: after.left.detail })
      return false
    }
    report(log, findWebhook(after.right, webhook.id))
    return true
  }

  const deliver = (): void => {
    if (!isRunning) return
    const records = store.current()
    for (const webhook of records.webhooks)
      if (isDue(records, webhook) && !sending.has(webhook.id) && !planned.has(webhook.id))
        plan(webhook.id, delayOf(webhook, clock.now()))
  }

  return {
    name: PART,
    start: () => {
      isRunning = true
      deliver()
      return () => {
        isRunning = false
        for (const cancel of planned.values()) cancel()
        planned.clear()
      }
    },
    deliver,
    retryNow: (id) => {
      planned.get(id)?.()
      planned.delete(id)
      deliver()
    },
  }
}

const isDue = (records: WebhookRecords, { id, disabled }: Webhook): boolean =>
  disabled === null && nextMessage(records, id) !== undefined

/** Bounded on both sides, because the clock may have been set since the attempt was planned. */
const delayOf = ({ nextAttemptAt }: Webhook, now: number): number =>
  nextAttemptAt === null ? 0 : Math.min(Math.max(nextAttemptAt - now, 0), MAX_WAIT_MS)

/** The address itself may be a secret: the log names the webhook. */
function report(log: Log, webhook: Webhook | undefined): void {
  const last = webhook?.deliveries[0]
  if (webhook === undefined || last === undefined || last.delivered) return
  const fields = { webhook: webhook.id, label: webhook.label, status: last.statusCode, reason: last.reason }
  if (webhook.disabled === null) log.warn('a message to a webhook was not delivered', fields)
  else log.warn('a webhook was turned off', { ...fields, because: webhook.disabled.reason })
}

const COLLECTION = 'messages for webhooks'
/** Receivers of webhooks expect short bodies; the text of a longer event is read from the hub. */
const MAX_EVENT_LENGTH = 20_000

/** Stores a message for each webhook that has chosen the kind of an event. It is delivered from the store only. */
export function makeCollectMessages(
  deps: Pick<WebhooksSteps, 'feed' | 'store' | 'secrets' | 'log' | 'prefix' | 'eventText' | 'deliver'>,
): Job {
  const { feed, store, secrets, log, prefix, eventText, deliver } = deps
  const dataOf = (event: HubEvent): NotificationMessage['data'] => {
    const text = eventText(event)
    return text.length > MAX_EVENT_LENGTH ? null : (JSON.parse(text) as NonNullable<NotificationMessage['data']>)
  }

  const collect = async (event: HubEvent): Promise<void> => {
    const texts = notificationsOf(event, prefix)
    const kinds = texts.map(({ kind }) => kind)
    if (kinds.length === 0 || !isWanted(store.current(), kinds)) return
    const data = dataOf(event)
    const messages = texts.map((text) => ({ ...text, id: secrets.newId(), at: event.at, data }))
    const stored = await store.update((records) => E.right(messages.reduce(addMessage, records)))()
    if (E.isRight(stored)) deliver()
    else log.error('a message for webhooks could not be stored', { kind: kinds.join(), detail: stored.left.detail })
  }

  return { name: COLLECTION, start: () => feed.subscribe((event) => detach(COLLECTION, () => collect(event))) }
}
