import * as E from 'fp-ts/lib/Either.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import { notificationsOf, type NotificationMessage } from '../../domain/webhooks/notification.js'
import { addMessage, isWanted } from '../../domain/webhooks/webhook-records.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { WebhooksSteps } from './ports.js'

const PART = 'messages for webhooks'
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

  return { name: PART, start: () => feed.subscribe((event) => detach(PART, () => collect(event))) }
}
