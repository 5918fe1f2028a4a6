import type * as T from 'fp-ts/lib/Task.js'
import type { DeliveryAnswer } from '../../domain/push/delivery.js'

/**
 * Sender of messages to targets of one kind: browsers, webhooks, topics. It retries nothing; the caller reads the answer.
 */
export interface Notifier<Target, Message> {
  /**
   * Settles within 15 s with the answer of the target's server, also a refusal. Connects to permitted addresses
   * only, to the one that was checked, and follows no redirect. Of a long answer it reads the beginning.
   */
  readonly send: (target: Target, message: Message) => T.Task<DeliveryAnswer>
  /** True when every present address of the URL's host is public, and when the host cannot be looked up. */
  readonly isPublic: (url: string) => T.Task<boolean>
}
