import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { webhookNotFound, type WebhookNotFound } from '../../domain/webhooks/errors.js'
import { testMessage } from '../../domain/webhooks/notification.js'
import { afterTest, findWebhook } from '../../domain/webhooks/webhook-records.js'
import type { Webhook, WebhookDelivery } from '../../domain/webhooks/webhook.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WebhooksSteps } from './ports.js'

export type TestWebhookError = WebhookNotFound | Unavailable
export type TestWebhook = (id: string, caller: Caller) => TE.TaskEither<TestWebhookError, WebhookDelivery>

/** Sends a test at once, also to a webhook that is off, and returns what came of it. */
export function makeTestWebhook(
  deps: Pick<WebhooksSteps, 'store' | 'notifier' | 'secrets' | 'clock' | 'deliverMessages' | 'auditWebhook'>,
): TestWebhook {
  const { store, notifier, secrets, clock, deliverMessages, auditWebhook } = deps

  const deliver = (webhook: Webhook): TE.TaskEither<TestWebhookError, WebhookDelivery> => {
    const { id } = webhook
    const message = testMessage(secrets.newId(), clock.now())
    return pipe(
      TE.fromTask(notifier.send(webhook, message)),
      TE.flatMap((answer) => store.update((records) => E.right(afterTest(records, id, message, answer, clock.now())))),
      TE.flatMapNullable(
        (records) => findWebhook(records, id)?.deliveries[0],
        () => webhookNotFound(id),
      ),
    )
  }

  return (id, caller) =>
    pipe(
      TE.fromIO(() => findWebhook(store.current(), id)),
      TE.flatMap(TE.fromNullable(webhookNotFound(id))),
      TE.tapTask((webhook) => auditWebhook('test', webhook, caller)),
      TE.flatMap(deliver),
      TE.tapIO((delivery) => () => {
        if (delivery.delivered) deliverMessages.retryNow(id)
      }),
    )
}
