import * as T from 'fp-ts/lib/Task.js'
import type { PushSender } from '../../../application/push/push-sender.port.js'
import type { PushMessage } from '../../../domain/push/message.js'
import type { PushTarget } from '../../../domain/push/subscription.js'
import { memoryNotifier, type MemoryNotifier } from './notifier.memory.js'

/** In-memory push service. Delivers everything unless a test sets other answers. */
export interface MemoryPushSender extends PushSender, MemoryNotifier<PushTarget, PushMessage> {}

/** `publicKey: null` is a hub that cannot push. */
export function memoryPushSender(publicKey: string | null = 'a-public-key'): MemoryPushSender {
  const notifier = memoryNotifier<PushTarget, PushMessage>(({ endpoint }) => endpoint)
  const hasContact = (): boolean => publicKey !== null
  if (publicKey !== null) return { ...notifier, publicKey, hasContact }
  return {
    ...notifier,
    publicKey,
    hasContact,
    send: () => T.of({ _tag: 'NoAnswer', reason: 'there are no keys to sign with' }),
  }
}
