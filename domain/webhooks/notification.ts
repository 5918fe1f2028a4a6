import { alarmText, approvalText, attentionText, budgetText, shown } from '../push/message.js'
import type { HubEvent } from '../events/hub-event.js'
import type { Instant } from '../shared/instant.js'
import type { NotificationKind } from './notification-kinds.js'

/** Text about an event for a person. */
export interface NotificationText {
  /** Title in one line. */
  readonly title: string
  /** Body; at most 500 characters. */
  readonly body: string
  /** `high` for events that hold an agent up or cost money. */
  readonly urgency: 'normal' | 'high'
  /** Path of the page of the web client that shows it. */
  readonly page: string
}

/** Message about an event, the same for every target. */
export interface NotificationMessage extends NotificationText {
  /** UUID; the same in every attempt. */
  readonly id: string
  /** Kind of the event: a `NotificationKind`, or `test`. */
  readonly kind: string
  /** Time of the event. */
  readonly at: Instant
  /** The event as the sockets of the hub send it; `null` for a test and for one that is too long. */
  readonly data: Readonly<Record<string, unknown>> | null
}

/** Text about an event; `null` for an event that is not of its kind. */
type TextOf<Event = HubEvent> = (event: Event, prefix: string) => NotificationText | null

/** Text about events with a tag. */
const on = <Tag extends HubEvent['_tag']>(
  tag: Tag,
  textOf: TextOf<Extract<HubEvent, { readonly _tag: Tag }>>,
): TextOf => {
  const isTagged = (event: HubEvent): event is Extract<HubEvent, { readonly _tag: Tag }> => event._tag === tag
  return (event, prefix) => (isTagged(event) ? textOf(event, prefix) : null)
}

const sessionPage = (name: string): string => `/s/${encodeURIComponent(name)}`
const cardPage = (id: string): string => `/board/${encodeURIComponent(id)}`

/** Text of each kind. */
const TEXTS: Readonly<Record<NotificationKind, TextOf>> = {
  'approval.asked': on('tool-approval-request', (event, prefix) => ({
    ...approvalText(event, prefix),
    urgency: 'high',
    page: sessionPage(event.name),
  })),
  'session.waiting': on('session-attention', (event, prefix) =>
    event.activity === 'waiting'
      ? { ...attentionText(event, prefix), urgency: 'high', page: sessionPage(event.name) }
      : null,
  ),
  'session.finished': on('session-attention', (event, prefix) =>
    event.activity === 'idle'
      ? { ...attentionText(event, prefix), urgency: 'normal', page: sessionPage(event.name) }
      : null,
  ),
  'session.ended': on('session-ended', ({ name }, prefix) => ({
    title: `${shown(name, prefix)} — Ended`,
    body: 'The session has ended.',
    urgency: 'normal',
    page: '/',
  })),
  'gate.alarm': on('tool-alarm', (event, prefix) => ({
    ...alarmText(event, prefix),
    urgency: 'high',
    page: sessionPage(event.name),
  })),
  'budget.near': on('budget-level', ({ budget, was }) =>
    budget.level === 'near' && was === 'fine'
      ? { ...budgetText(budget.scope.kind, budget.level, budget), urgency: 'normal', page: '/usage' }
      : null,
  ),
  'budget.exceeded': on('budget-level', ({ budget }) =>
    budget.level === 'exceeded'
      ? { ...budgetText(budget.scope.kind, budget.level, budget), urgency: 'high', page: '/usage' }
      : null,
  ),
  'finish.failed': on('finish-progress', ({ finish }) =>
    finish.stage === 'aborted' || finish.stage === 'refused'
      ? {
          title: `${finish.branch} — Not merged`,
          body: finish.reason ?? 'The finish was aborted.',
          urgency: 'high',
          page: cardPage(finish.cardId),
        }
      : null,
  ),
  'card.done': on('card-changed', ({ card: { card } }) =>
    // Later changes of a done card have a later time.
    card.stage === 'done' && card.doneAt === card.updatedAt
      ? { title: `${card.title} — Done`, body: 'The card is done.', urgency: 'normal', page: cardPage(card.id) }
      : null,
  ),
}

/** Texts about an event by kind; none for an event of no kind. */
export const notificationsOf = (
  event: HubEvent,
  prefix: string,
): ReadonlyArray<NotificationText & Pick<NotificationMessage, 'kind'>> =>
  Object.entries(TEXTS).flatMap(([kind, textOf]) => {
    const text = textOf(event, prefix)
    return text === null ? [] : [{ ...text, kind }]
  })

/** Message that shows that a target is reached. */
export const testMessage = (id: string, at: Instant): NotificationMessage => ({
  id,
  kind: 'test',
  title: 'Penates — Test',
  body: 'Messages of the hub arrive here.',
  urgency: 'normal',
  page: '/settings',
  at,
  data: null,
})
