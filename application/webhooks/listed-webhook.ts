import type { Webhook } from '../../domain/webhooks/webhook.js'

/** Webhook as shown to clients. */
export interface ListedWebhook {
  /** Webhook as stored. */
  readonly webhook: Webhook
  /** Number of messages that wait for it. */
  readonly waiting: number
}
