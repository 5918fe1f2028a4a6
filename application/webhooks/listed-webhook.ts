import type { Webhook } from '../../domain/webhooks/webhook.js'

/** Webhook and the number of messages that wait for it. */
export interface ListedWebhook {
  readonly webhook: Webhook
  readonly waiting: number
}
