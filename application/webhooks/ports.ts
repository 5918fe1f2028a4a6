import type { HubEvent } from '../../domain/events/hub-event.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Log } from '../shared/log.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { AuditWebhook } from './manage-webhooks.js'
import type { DeliverMessages } from './deliver-messages.js'
import type { WebhookNotifier } from './webhook-notifier.js'
import type { WebhookStore } from './webhook-store.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface WebhooksPorts {
  readonly audit: AuditLog
  readonly log: Log
  readonly clock: Clock
  readonly secrets: Secrets
  readonly store: WebhookStore
  readonly notifier: WebhookNotifier
  readonly feed: Feed
  readonly prefix: string
  /** JSON text of an event, as the sockets of the hub send it. */
  readonly eventText: (event: HubEvent) => string
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface WebhooksSteps extends WebhooksPorts {
  readonly deliverMessages: Pick<DeliverMessages, 'retryNow'>
  readonly auditWebhook: AuditWebhook
  /** Called when messages were stored. */
  readonly deliver: () => void
}
