import type { WebhookRecords } from '../../domain/webhooks/webhook-records.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Webhooks with their secrets, and the messages that wait for them. */
export interface WebhookStore extends StateStore<WebhookRecords> {
  /** Book as stored last. */
  readonly current: () => WebhookRecords
}
