import type { PushSubscription } from '../../domain/push/subscription.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Subscriptions of browsers, in the order in which they were made. */
export interface PushSubscriptions extends StateStore<ReadonlyArray<PushSubscription>> {
  /** Subscriptions as stored last. */
  readonly current: () => ReadonlyArray<PushSubscription>
}
