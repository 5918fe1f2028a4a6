import type { DeliveryAnswer } from '../../domain/push/delivery.js'
import type { PushSubscription, PushTarget } from '../../domain/push/subscription.js'

/** Of the right shape; no browser has these keys. */
export const aTarget = (target: Partial<PushTarget> = {}): PushTarget => ({
  endpoint: 'https://push.example/1',
  expirationTime: null,
  keys: { p256dh: `BA${'x'.repeat(85)}`, auth: 'y'.repeat(22) },
  ...target,
})

export const aSubscription = (subscription: Partial<PushSubscription> = {}): PushSubscription => ({
  ...aTarget(),
  deviceId: 'phone',
  createdAt: 1,
  failedAttempts: 0,
  lastError: null,
  ...subscription,
})

export const answered = (
  statusCode: number,
  retryAfterMs: number | null = null,
  reason: string | null = null,
): DeliveryAnswer => ({ _tag: 'Answered', statusCode, reason, retryAfterMs })
