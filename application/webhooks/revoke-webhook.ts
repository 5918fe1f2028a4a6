import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { webhookNotFound, type WebhookNotFound } from '../../domain/webhooks/errors.js'
import { findWebhook, removeWebhook } from '../../domain/webhooks/webhook-records.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WebhooksSteps } from './ports.js'

export type RevokeWebhookError = WebhookNotFound | Unavailable
export type RevokeWebhook = (id: string, caller: Caller) => TE.TaskEither<RevokeWebhookError, void>

/** Removes a webhook with its key and the messages that wait for it. */
export const makeRevokeWebhook =
  ({ store, auditWebhook }: Pick<WebhooksSteps, 'store' | 'auditWebhook'>): RevokeWebhook =>
  (id, caller) =>
    pipe(
      TE.fromIO(() => findWebhook(store.current(), id)),
      TE.flatMap(TE.fromNullable(webhookNotFound(id))),
      TE.tap(() => store.update((records) => removeWebhook(records, id))),
      TE.flatMapTask((webhook) => auditWebhook('revoke', webhook, caller)),
    )
