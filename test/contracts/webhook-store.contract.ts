import type { Webhook } from '../../domain/webhooks/webhook.js'
import { EMPTY_WEBHOOK_RECORDS, type WebhookRecords } from '../../domain/webhooks/webhook-records.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const webhook = (id: string): Webhook => ({
  id,
  kind: 'webhook',
  label: 'Größe',
  url: 'https://receiver.example/hook',
  events: ['session.waiting', 'of.another.version'],
  allowsPrivate: false,
  hubUrl: null,
  secret: 'whsec_a2V5',
  createdAt: AT,
  disabled: null,
  failures: 0,
  nextAttemptAt: null,
  dropped: 0,
  deliveries: [],
})

/** Suite of every store of webhooks. */
export const describeWebhookStore = describeStateStore<WebhookRecords>('WebhookStore', {
  fresh: EMPTY_WEBHOOK_RECORDS,
  adding: (book, id) => ({ ...book, webhooks: [...book.webhooks, webhook(id)] }),
  ids: ({ webhooks }) => webhooks.map(({ id }) => id),
  full: {
    webhooks: [
      webhook('plain'),
      {
        ...webhook('off'),
        kind: 'ntfy',
        hubUrl: 'https://hub.example',
        secret: null,
        allowsPrivate: true,
        disabled: { reason: 'gone', at: AT + 1 },
        failures: 3,
        nextAttemptAt: AT + 2,
        dropped: 4,
        deliveries: [{ at: AT + 3, kind: 'session.waiting', delivered: false, statusCode: 410, reason: 'gone' }],
      },
    ],
    waiting: [
      {
        webhookId: 'plain',
        refusals: 1,
        message: {
          id: 'message',
          kind: 'session.waiting',
          title: 'shöp',
          body: 'Waits',
          urgency: 'high',
          page: '/s/cc-shop',
          at: AT + 4,
          data: { name: 'cc-shop', deep: { list: [1, null] } },
        },
      },
    ],
  },
})
