import type * as T from 'fp-ts/lib/Task.js'
import type { DeliveryAnswer } from '../../domain/push/delivery.js'
import type { PushMessage } from '../../domain/push/message.js'
import type { PushTarget } from '../../domain/push/subscription.js'

/** Delivers a message to a push service, encrypted for one browser and signed with the hub's keys. */
export interface PushSender {
  /** Public key with which browsers subscribe, base64url; `null` when the hub cannot push. */
  readonly publicKey: string | null
  /**
   * Settles within 10 s. Connects to public addresses only, to the one that was checked, and follows no redirect.
   */
  readonly send: (target: PushTarget, message: PushMessage) => T.Task<DeliveryAnswer>
  /** True when every present address of the endpoint's host is public, and when the host cannot be looked up. */
  readonly isPublic: (endpoint: string) => T.Task<boolean>
}
