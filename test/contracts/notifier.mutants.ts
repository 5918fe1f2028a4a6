import type { NotificationMessage } from '../../domain/webhooks/notification.js'
import type { NotifierTarget } from '../../domain/webhooks/webhook.js'
import { breaking, type Mutants } from './mutants.js'
import type { NotifierHarness } from './notifier.contract.js'
import { notifierDefects } from './notifier-defects.js'

type WebhookHarness = NotifierHarness<NotifierTarget, NotificationMessage>

const broken = breaking<WebhookHarness, 'notifier'>('notifier')

/** Broken senders of messages to webhooks. */
export const notifierMutants: Mutants<WebhookHarness> = {
  ...notifierDefects(broken),
  'sends nothing to a private address that is not permitted': {
    'sends to every address': broken(({ send }) => ({
      send: (target, message) => send({ ...target, allowsPrivate: true }, message),
    })),
    'sends to another address in its place': broken(({ send }, { target }) => ({
      send: (_, message) => send(target, message),
    })),
  },
}
