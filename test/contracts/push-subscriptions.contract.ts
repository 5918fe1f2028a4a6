import type { PushSubscription } from '../../domain/push/subscription.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const subscription = (id: string): PushSubscription => ({
  endpoint: `https://push.example.com/${id}`,
  expirationTime: null,
  keys: { p256dh: 'key', auth: 'secret' },
  deviceId: id,
  createdAt: AT,
  failedAttempts: 0,
  lastError: null,
})

/** Suite of every store of push subscriptions. */
export const describePushSubscriptions = describeStateStore<ReadonlyArray<PushSubscription>>('PushSubscriptions', {
  fresh: [],
  adding: (subscriptions, id) => [...subscriptions, subscription(id)],
  ids: (subscriptions) => subscriptions.map(({ deviceId }) => deviceId),
  full: [
    subscription('plain'),
    {
      ...subscription('failing'),
      expirationTime: AT + 1,
      failedAttempts: 2,
      lastError: { at: AT + 2, statusCode: 500, reason: 'Größe' },
    },
  ],
})
