import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { Notifier } from '../../application/shared/notifier.port.js'
import type { DeliveryAnswer } from '../../domain/push/delivery.js'
import type { Mutants } from './mutants.js'

type Break<H, Target, Message> = (
  change: (notifier: Notifier<Target, Message>) => Partial<Notifier<Target, Message>>,
) => (scene: H) => H

const DELIVERED: DeliveryAnswer = { _tag: 'Answered', statusCode: 201, reason: null, retryAfterMs: null }

/** Defects of every sender of messages, by the clause that must fail. */
export function notifierDefects<H, Target, Message>(broken: Break<H, Target, Message>): Mutants<H> {
  const answering = (change: (answer: DeliveryAnswer) => DeliveryAnswer) =>
    broken(({ send }) => ({ send: (target, message) => pipe(send(target, message), T.map(change)) }))

  return {
    'delivers each message once': {
      'delivers nothing': broken(() => ({ send: () => T.of(DELIVERED) })),
      'delivers each message twice': broken(({ send }) => ({
        send: (target, message) =>
          pipe(
            send(target, message),
            T.flatMap(() => send(target, message)),
          ),
      })),
      'delivers the first message only': broken(({ send }) => {
        let isFirst = true
        return {
          send: (target, message) => {
            const sending = isFirst ? send(target, message) : T.of(DELIVERED)
            isFirst = false
            return sending
          },
        }
      }),
    },
    'sends nothing until the task runs': {
      'sends when the task is made': broken(({ send }) => ({
        send: (target, message) => {
          const sending = send(target, message)()
          return () => sending
        },
      })),
    },
    'returns the answer 404 of the service with its reason and its wait': {
      'takes every answer for a delivery': answering(() => DELIVERED),
    },
    'returns the answer 429 of the service with its reason and its wait': {
      'returns the wait in seconds': answering((answer) =>
        answer._tag === 'Answered' ? { ...answer, retryAfterMs: (answer.retryAfterMs ?? 0) / 1_000 } : answer,
      ),
    },
    'returns the answer 500 of the service with its reason and its wait': {
      'drops the reason': answering((answer) => (answer._tag === 'Answered' ? { ...answer, reason: null } : answer)),
    },
    'returns no answer where the service gives none': {
      'takes a broken connection for an answer': answering((answer) =>
        answer._tag === 'NoAnswer' ? { ...DELIVERED, statusCode: 502 } : answer,
      ),
    },
    'tells public addresses from private ones': {
      'takes every address for public': broken(() => ({ isPublic: () => T.of(true) })),
      'takes every address for private': broken(() => ({ isPublic: () => T.of(false) })),
    },
  }
}
