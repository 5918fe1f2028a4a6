import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { invalidWebhook, type InvalidWebhook } from '../../domain/webhooks/errors.js'
import { checkWebhook, type WebhookDraft } from '../../domain/webhooks/webhook.js'
import type { WebhookNotifier } from './webhook-notifier.js'

/** Checks the fields of a webhook, and that its host is public unless private addresses are permitted. */
export const permittedTarget =
  ({ isPublic }: Pick<WebhookNotifier, 'isPublic'>) =>
  (draft: WebhookDraft): TE.TaskEither<InvalidWebhook, WebhookDraft> =>
    pipe(
      TE.fromEither(checkWebhook(draft)),
      TE.flatMap((checked) =>
        checked.allowsPrivate
          ? TE.right(checked)
          : pipe(
              TE.fromTask(isPublic(checked.url)),
              TE.flatMap((permitted) => (permitted ? TE.right(checked) : TE.left(invalidWebhook('host')))),
            ),
      ),
    )
