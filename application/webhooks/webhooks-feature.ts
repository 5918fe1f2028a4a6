import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { waitingFor } from '../../domain/webhooks/webhook-records.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import {
  makeAuditWebhook,
  makeChangeWebhook,
  makeCreateWebhook,
  makeRevokeWebhook,
  makeTestWebhook,
  type ChangeWebhook,
  type CreateWebhook,
  type RevokeWebhook,
  type TestWebhook,
} from './manage-webhooks.js'
import { makeCollectMessages, makeDeliverMessages } from './deliver-messages.js'
import type { ListedWebhook } from '../../domain/webhooks/webhook.js'
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
