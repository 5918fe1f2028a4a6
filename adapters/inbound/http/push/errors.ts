import type { InvalidSubscription, PushNotConfigured, TooManySubscriptions } from '../../../../domain/push/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

const SUBSCRIPTION_WORDS = {
  subscription: 'Missing subscription',
  device: 'Missing or invalid deviceId',
  endpoint: 'Invalid subscription',
  keys: 'Invalid subscription',
  host: 'Invalid subscription',
} as const

export type PushError = InvalidSubscription | PushNotConfigured | TooManySubscriptions

export const PUSH_ROWS = {
  InvalidSubscription: { status: 400, text: ({ part }) => SUBSCRIPTION_WORDS[part] },
  PushNotConfigured: { status: 503, text: 'VAPID not configured' },
  TooManySubscriptions: { status: 409, text: ({ max }) => `Too many subscriptions: ${String(max)} at most` },
} satisfies ErrorRows<PushError>
