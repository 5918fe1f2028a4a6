import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { waitingFor } from '../../domain/webhooks/webhook-records.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { makeAuditWebhook } from './audit-webhook.js'
import { makeChangeWebhook, type ChangeWebhook } from './change-webhook.js'
import { makeCollectMessages } from './collect-messages.js'
import { makeCreateWebhook, type CreateWebhook } from './create-webhook.js'
import { makeDeliverMessages } from './deliver-messages.js'
import type { ListedWebhook } from '../../domain/webhooks/webhook.js'
import { makeRevokeWebhook, type RevokeWebhook } from './revoke-webhook.js'
import { makeTestWebhook, type TestWebhook } from './test-webhook.js'
import type { WebhooksPorts } from './ports.js'

/** Messages about events to addresses outside the hub. */
export interface WebhooksFeature {
  readonly listWebhooks: TE.TaskEither<Unavailable, ReadonlyArray<ListedWebhook>>
  readonly createWebhook: CreateWebhook
  readonly changeWebhook: ChangeWebhook
  readonly revokeWebhook: RevokeWebhook
  readonly testWebhook: TestWebhook
  readonly jobs: ReadonlyArray<Job>
}

export function makeWebhooks(ports: WebhooksPorts): WebhooksFeature {
  const deliverMessages = makeDeliverMessages(ports)
  const deps = { ...ports, deliverMessages, auditWebhook: makeAuditWebhook(ports) }
  return {
    listWebhooks: pipe(
      ports.store.read,
      TE.map((records) => records.webhooks.map((webhook) => ({ webhook, waiting: waitingFor(records, webhook.id) }))),
    ),
    createWebhook: makeCreateWebhook(deps),
    changeWebhook: makeChangeWebhook(deps),
    revokeWebhook: makeRevokeWebhook(deps),
    testWebhook: makeTestWebhook(deps),
    jobs: [makeCollectMessages({ ...ports, deliver: deliverMessages.deliver }), deliverMessages],
  }
}
