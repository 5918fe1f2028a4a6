import { pipe } from 'fp-ts/lib/function.js'
import * as A from 'fp-ts/lib/ReadonlyArray.js'
import * as T from 'fp-ts/lib/Task.js'
import { attentionMessage } from '../../domain/push/message.js'
import type { PushSteps } from './ports.js'

/** Answers how many subscriptions there are, once every delivery has come to its end. */
export type TestPush = T.Task<number>

/** Sends what a session that waits would send, also to devices that are taken for broken. */
export function makeTestPush(deps: Pick<PushSteps, 'subscriptions' | 'queue' | 'prefix'>): TestPush {
  const { subscriptions, queue, prefix } = deps
  const message = attentionMessage({ name: `${prefix}test`, activity: 'waiting' }, prefix)
  return pipe(
    T.fromIO(subscriptions.current),
    T.flatMap(A.traverse(T.ApplicativePar)((subscription) => queue.deliver(subscription, message))),
    T.map((delivered) => delivered.length),
  )
}
