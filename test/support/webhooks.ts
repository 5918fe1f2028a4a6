import type { NotificationMessage } from '../../domain/webhooks/notification.js'
import type { NotifierTarget, Webhook } from '../../domain/webhooks/webhook.js'

/** Target at a public address. */
export const aWebhookTarget = (values: Partial<NotifierTarget> = {}): NotifierTarget => ({
  kind: 'webhook',
  url: 'https://receiver.example/hook',
  allowsPrivate: false,
  hubUrl: null,
  secret: `whsec_${btoa('k'.repeat(32))}`,
  ...values,
})

/** Webhook that is on and takes every kind of these tests. */
export const aWebhook = (values: Partial<Webhook> = {}): Webhook => ({
  ...aWebhookTarget(),
  id: 'hook',
  label: 'Pager',
  events: ['session.waiting', 'approval.asked'],
  createdAt: 0,
  disabled: null,
  failures: 0,
  nextAttemptAt: null,
  dropped: 0,
  deliveries: [],
  ...values,
})

export const aNotification = (values: Partial<NotificationMessage> = {}): NotificationMessage => ({
  id: 'message',
  kind: 'session.waiting',
  title: 'shöp — Needs input',
  body: 'Waits for your answer.',
  urgency: 'high',
  page: '/s/cc-sh%C3%B6p',
  at: 1_700_000_000_000,
  data: { type: 'session-attention', name: 'cc-shöp' },
  ...values,
})
