import { ntfyNotifier } from '../adapters/outbound/ntfy/notifier.ntfy.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import { webhookNotifier } from '../adapters/outbound/webhooks/notifier.webhook.js'
import type { WebhookNotifier } from '../application/webhooks/webhook-notifier.js'
import type { WebhookKind } from '../domain/webhooks/webhook.js'

/** Sender of each kind of target. */
export function openWebhookNotifier(): WebhookNotifier {
  const senders: Readonly<Record<WebhookKind, WebhookNotifier>> = {
    webhook: webhookNotifier({ now: systemClock.now }),
    ntfy: ntfyNotifier({}),
  }
  return {
    isPublic: senders.webhook.isPublic,
    send: (target, message) => senders[target.kind].send(target, message),
  }
}
