import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidWebhook } from '../../domain/webhooks/errors.js'
import { addWebhook } from '../../domain/webhooks/webhook-records.js'
import { webhookSecret, type Webhook, type WebhookDraft } from '../../domain/webhooks/webhook.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import { permittedTarget } from './permitted-target.js'
import type { WebhooksSteps } from './ports.js'

export type CreateWebhookError = InvalidWebhook | Unavailable
export type CreateWebhook = (draft: WebhookDraft, caller: Caller) => TE.TaskEither<CreateWebhookError, Webhook>

/** Stores a new webhook. One of the kind `webhook` gets a key of its own, which the answer alone shows. */
export function makeCreateWebhook(
  deps: Pick<WebhooksSteps, 'store' | 'notifier' | 'secrets' | 'clock' | 'auditWebhook'>,
): CreateWebhook {
  const { store, notifier, secrets, clock, auditWebhook } = deps

  const webhookOf = (draft: WebhookDraft): Webhook => ({
    ...draft,
    secret: draft.kind === 'webhook' ? webhookSecret(secrets.newSecret()) : draft.secret,
    id: secrets.newId(),
    createdAt: clock.now(),
    disabled: null,
    failures: 0,
    nextAttemptAt: null,
    dropped: 0,
    deliveries: [],
  })

  return (draft, caller) =>
    pipe(
      permittedTarget(notifier)(draft),
      TE.map(webhookOf),
      TE.tap((webhook) => store.update((records) => addWebhook(records, webhook))),
      TE.tapTask((webhook) => auditWebhook('create', webhook, caller)),
    )
}
