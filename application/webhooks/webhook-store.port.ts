import type { WebhookBook } from '../../domain/webhooks/webhook-book.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Webhooks with their secrets, and the messages that wait for them. */
export interface WebhookStore extends StateStore<WebhookBook> {
  /** Book as stored last. */
  readonly current: () => WebhookBook
}
