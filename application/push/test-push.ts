import { pipe } from 'fp-ts/lib/function.js'
import * as A from 'fp-ts/lib/ReadonlyArray.js'
import * as T from 'fp-ts/lib/Task.js'
import { attentionMessage } from '../../domain/push/message.js'
import type { PushQueue } from './push-queue.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'

/** Answers how many subscriptions there are, once every delivery has come to its end. */
export type TestPush = T.Task<number>
export interface TestPushDeps {
  readonly subscriptions: PushSubscriptions
  readonly queue: PushQueue
  readonly prefix: string
}

/** Sends what a session that waits would send, also to devices that are taken for broken. */
export function makeTestPush({ subscriptions, queue, prefix }: TestPushDeps): TestPush {
  const message = attentionMessage({ name: `${prefix}test`, activity: 'waiting' }, prefix)
  return pipe(
    T.fromIO(subscriptions.current),
    T.flatMap(A.traverse(T.ApplicativePar)((subscription) => queue.deliver(subscription, message))),
    T.map((delivered) => delivered.length),
  )
}
