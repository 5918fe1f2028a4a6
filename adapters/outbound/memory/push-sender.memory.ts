import * as T from 'fp-ts/lib/Task.js'
import type { PushSender } from '../../../application/push/push-sender.port.js'
import type { DeliveryAnswer } from '../../../domain/push/delivery.js'
import type { PushMessage } from '../../../domain/push/message.js'
import type { PushTarget } from '../../../domain/push/subscription.js'

/** In-memory push service. Delivers everything unless a test sets other answers. */
export interface MemoryPushSender extends PushSender {
  /** Messages in the order of their delivery. */
  readonly sent: ReadonlyArray<{ readonly endpoint: string; readonly message: PushMessage }>
  /** Sets the answers of the next attempts, in order. Later attempts are delivered. */
  readonly answerNext: (...answers: ReadonlyArray<DeliveryAnswer>) => void
}

const DELIVERED: DeliveryAnswer = { _tag: 'Answered', statusCode: 201, reason: null, retryAfterMs: null }

/** `publicKey: null` is a hub that cannot push. Hosts that end in `.internal` are private. */
export function memoryPushSender(publicKey: string | null = 'a-public-key'): MemoryPushSender {
  const sent: { endpoint: string; message: PushMessage }[] = []
  const next: DeliveryAnswer[] = []
  return {
    publicKey,
    sent,
    answerNext: (...answers) => void next.push(...answers),
    isPublic: (endpoint) => T.of(!new URL(endpoint).hostname.endsWith('.internal')),
    send: ({ endpoint }: PushTarget, message) =>
      T.fromIO(() => {
        if (publicKey === null) return { _tag: 'NoAnswer', reason: 'there are no keys to sign with' }
        sent.push({ endpoint, message })
        return next.shift() ?? DELIVERED
      }),
  }
}
