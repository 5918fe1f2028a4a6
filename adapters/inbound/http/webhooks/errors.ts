import type { InvalidWebhook, WebhookNotFound } from '../../../../domain/webhooks/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type WebhookError = InvalidWebhook | WebhookNotFound

const FIELD_TEXTS: Readonly<Record<InvalidWebhook['field'], string>> = {
  label: 'label must have 1 to 80 characters on one line',
  url: 'url must be an https URL, or an http URL with allowsPrivate; of ntfy with a topic as its path',
  host: 'url leads to this machine or a private network; allowsPrivate permits that',
  events: 'events must name 1 or more kinds of events',
  hubUrl: 'hubUrl must be the http or https URL of the hub',
  token: 'token must have 1 to 512 visible ASCII characters',
  count: 'There are too many webhooks: remove one first',
}

export const WEBHOOK_ROWS = {
  InvalidWebhook: { status: 400, text: ({ field }) => FIELD_TEXTS[field], more: ({ field }) => ({ field }) },
  WebhookNotFound: { status: 404, text: 'Webhook not found' },
} satisfies ErrorRows<WebhookError>
