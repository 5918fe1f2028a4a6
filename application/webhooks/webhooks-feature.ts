import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { waitingFor } from '../../domain/webhooks/webhook-records.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { makeAuditWebhook, type AuditWebhookDeps } from './audit-webhook.js'
import { makeChangeWebhook, type ChangeWebhook } from './change-webhook.js'
import { makeCollectMessages, type CollectMessagesDeps } from './collect-messages.js'
import { makeCreateWebhook, type CreateWebhook, type CreateWebhookDeps } from './create-webhook.js'
import { makeDeliverMessages } from './deliver-messages.js'
import type { ListedWebhook } from '../../domain/webhooks/webhook.js'
import { makeRevokeWebhook, type RevokeWebhook } from './revoke-webhook.js'
import { makeTestWebhook, type TestWebhook } from './test-webhook.js'

/** Messages about events to addresses outside the hub. */
export interface WebhooksFeature {
  readonly listWebhooks: TE.TaskEither<Unavailable, ReadonlyArray<ListedWebhook>>
  readonly createWebhook: CreateWebhook
  readonly changeWebhook: ChangeWebhook
  readonly revokeWebhook: RevokeWebhook
  readonly testWebhook: TestWebhook
  readonly jobs: ReadonlyArray<Job>
}

export type WebhooksDeps = AuditWebhookDeps &
  Omit<CreateWebhookDeps, 'auditWebhook'> &
  Omit<CollectMessagesDeps, 'deliver'>

export function makeWebhooks(ports: WebhooksDeps): WebhooksFeature {
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
