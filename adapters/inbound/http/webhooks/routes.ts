import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { WebhooksFeature } from '../../../../application/webhooks/webhooks-feature.js'
import { bind, type Binding } from '../routing/bind.js'
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
