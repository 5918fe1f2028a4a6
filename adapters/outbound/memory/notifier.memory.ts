import * as T from 'fp-ts/lib/Task.js'
import type { Notifier } from '../../../application/shared/notifier.port.js'
import type { DeliveryAnswer } from '../../../domain/push/delivery.js'
import type { NotificationMessage } from '../../../domain/webhooks/notification.js'
import type { NotifierTarget } from '../../../domain/webhooks/webhook.js'

/** In-memory sender. Delivers everything unless a test sets other answers. Hosts that end in `.internal` are private. */
export interface MemoryNotifier<Target, Message> extends Notifier<Target, Message> {
  /** Messages in the order of their delivery. */
  readonly sent: ReadonlyArray<{ readonly target: Target; readonly message: Message }>
  /** Sets the answers of the next attempts, in order. Later attempts are delivered. */
  readonly answerNext: (...answers: ReadonlyArray<DeliveryAnswer>) => void
  /** Sets the answer of all later attempts; `null` delivers them. A promise holds them until it resolves. */
  readonly answerWith: (answer: DeliveryAnswer | Promise<DeliveryAnswer> | null) => void
}

const DELIVERED: DeliveryAnswer = { _tag: 'Answered', statusCode: 201, reason: null, retryAfterMs: null }

export function memoryNotifier<Target, Message>(
  urlOf: (target: Target) => string,
  permits: (target: Target) => boolean = () => false,
): MemoryNotifier<Target, Message> {
  const sent: { target: Target; message: Message }[] = []
  const next: DeliveryAnswer[] = []
  let usual: DeliveryAnswer | Promise<DeliveryAnswer> = DELIVERED
  const isPublic = (url: string): boolean => !new URL(url).hostname.endsWith('.internal')
  return {
    sent,
    answerNext: (...answers) => void next.push(...answers),
    answerWith: (answer) => {
      usual = answer ?? DELIVERED
    },
    isPublic: (url) => T.of(isPublic(url)),
    send: (target, message) => async () => {
      if (!isPublic(urlOf(target)) && !permits(target)) return { _tag: 'NoAnswer', reason: 'not a permitted address' }
      sent.push({ target, message })
      return next.shift() ?? usual
    },
  }
}

/** In-memory sender of messages to webhooks. */
export type MemoryWebhookNotifier = MemoryNotifier<NotifierTarget, NotificationMessage>

export const memoryWebhookNotifier = (): MemoryWebhookNotifier =>
  memoryNotifier(
    ({ url }) => url,
    ({ allowsPrivate }) => allowsPrivate,
  )
