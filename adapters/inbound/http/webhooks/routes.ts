import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { WebhooksFeature } from '../../../../application/webhooks/webhooks-feature.js'
import type { InvalidWebhook, WebhookNotFound } from '../../../../domain/webhooks/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const webhookRoutes = (use: WebhooksFeature): ReadonlyArray<Binding> => [
  bind(api.listWebhooks, () =>
    pipe(
      use.listWebhooks,
      TE.map((webhooks) => ({ webhooks })),
    ),
  ),
  bind(api.createWebhook, ({ body: { allowsPrivate = false, hubUrl = null, token = null, ...draft }, caller }) =>
    pipe(
      use.createWebhook({ ...draft, allowsPrivate, hubUrl, secret: token }, caller),
      TE.map((webhook) => ({ webhook, waiting: 0, secret: webhook.kind === 'webhook' ? webhook.secret : null })),
    ),
  ),
  bind(api.changeWebhook, ({ params: { id }, body: { token, ...changes }, caller }) =>
    use.changeWebhook(id, { ...changes, ...(token === undefined ? {} : { secret: token }) }, caller),
  ),
  bind(api.revokeWebhook, ({ params: { id }, caller }) => use.revokeWebhook(id, caller)),
  bind(api.testWebhook, ({ params: { id }, caller }) => use.testWebhook(id, caller)),
]

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
} satisfies ErrorRows<InvalidWebhook | WebhookNotFound>
