import type { PushMessage } from '../../domain/push/message.js'
import type { PushTarget } from '../../domain/push/subscription.js'
import type { Notifier } from '../shared/notifier.port.js'

/** Delivers a message to a push service, encrypted for one browser and signed with the hub's keys. */
export interface PushSender extends Notifier<PushTarget, PushMessage> {
  /** Public key with which browsers subscribe, base64url; `null` when the hub cannot push. */
  readonly publicKey: string | null
  /** True when it has a contact for push services; they may refuse messages without one. */
  readonly hasContact: () => boolean
}
