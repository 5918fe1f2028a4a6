import type { NotificationMessage } from '../../domain/webhooks/notification.js'
import type { NotifierTarget } from '../../domain/webhooks/webhook.js'
import type { Notifier } from '../shared/notifier.port.js'

/** Sender of messages to webhooks of every kind. */
export type WebhookNotifier = Notifier<NotifierTarget, NotificationMessage>
