import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Webhook } from '../../domain/webhooks/webhook.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { WebhooksPorts } from './ports.js'

type WebhookAction = 'create' | 'change' | 'revoke' | 'test'

/** Records an action on a webhook by id and label. An action that cannot be recorded is logged and has happened. */
export const makeAuditWebhook =
  ({ audit, log }: Pick<WebhooksPorts, 'audit' | 'log'>) =>
  (action: WebhookAction, { id, label }: Pick<Webhook, 'id' | 'label'>, caller: Caller): T.Task<void> => {
    const event = `webhook.${action}`
    return pipe(
      audit.record({ event, fields: { id, label } }, caller),
      TE.match(
        ({ detail }) => {
          log.error('a webhook could not be audited', { event, id, detail })
        },
        () => undefined,
      ),
    )
  }

export type AuditWebhook = ReturnType<typeof makeAuditWebhook>
