import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { noted, outcomeOf, waitBeforeAgainMs, type DeliveryAnswer } from '../../domain/push/delivery.js'
import type { PushMessage } from '../../domain/push/message.js'
import { isBroken, type PushSubscription } from '../../domain/push/subscription.js'
import { detach } from '../shared/detached.js'
import type { Log } from '../shared/log.port.js'
import type { PushPorts, PushSteps } from './ports.js'
import { pause } from '../shared/pause.js'

/** Deliveries in the background. Callers do not wait for them. */
export interface PushQueue {
  /** Takes a delivery, or drops it when too many wait. */
  readonly add: (subscription: PushSubscription, message: PushMessage) => void
  /** As `add`, for every device that is not broken. */
  readonly addForAll: (message: PushMessage) => void
  /** Delivers now, with every attempt that is due. */
  readonly deliver: (subscription: PushSubscription, message: PushMessage) => T.Task<void>
}

/** Twenty messages to every device. What waits behind so many is no news any more. */
const MAX_WAITING = 1000
/** Push services answer in some 100 ms; a dead one holds a place for 10 s at most. */
const AT_ONCE = 8
const MS_PER_SECOND = 1000

export function makePushQueue(
  deps: Pick<PushPorts, 'sender' | 'subscriptions' | 'clock' | 'log'> & Pick<PushSteps, 'openCalls'>,
): PushQueue {
  const { sender, subscriptions, clock, log, openCalls } = deps
  const waiting: T.Task<void>[] = []
  let running = 0

  const attempt = async (subscription: PushSubscription, message: PushMessage): Promise<DeliveryAnswer> => {
    const { deviceId: device } = subscription
    const deadline = clock.now() + message.ttlSeconds * MS_PER_SECOND
    for (let tries = 1; ; tries += 1) {
      // Number of the badge of the app; a device names itself in the requests of its worker.
      const payload = { ...message.payload, open: String(openCalls.count()), device }
      const answer = await sender.send(subscription, { ...message, payload })()
      if (outcomeOf(answer) !== 'again') return answer
      const waitMs = waitBeforeAgainMs(tries, answer, deadline - clock.now())
      if (waitMs === null) return answer
      await pause(clock, waitMs)
    }
  }

  const deliver = (subscription: PushSubscription, message: PushMessage): T.Task<void> =>
    pipe(
      () => attempt(subscription, message),
      T.tap((answer) => T.fromIO(() => tell(log, subscription, answer))),
      T.flatMap((answer) =>
        subscriptions.update((all) => E.right(noted(all, subscription.endpoint, answer, clock.now()))),
      ),
      TE.match(
        ({ detail }) => {
          log.error('the outcome of a push could not be recorded', { detail })
        },
        () => undefined,
      ),
    )

  const work = (): void => {
    const next = running < AT_ONCE ? waiting.shift() : undefined
    if (!next) return
    running += 1
    const delivered = next().finally(() => {
      running -= 1
      work()
    })
    detach('push delivery', delivered)
  }

  const add: PushQueue['add'] = (subscription, message) => {
    if (waiting.length >= MAX_WAITING) {
      log.warn('a push was dropped: too many wait', { device: subscription.deviceId })
      return
    }
    waiting.push(deliver(subscription, message))
    work()
  }

  return {
    deliver,
    add,
    addForAll: (message) => {
      for (const subscription of subscriptions.current()) if (!isBroken(subscription)) add(subscription, message)
    },
  }
}

/** The endpoint itself is a secret of the browser: the log names the device. */
function tell(log: Log, { deviceId }: PushSubscription, answer: DeliveryAnswer): void {
  if (outcomeOf(answer) === 'delivered') return
  const status = answer._tag === 'Answered' ? answer.statusCode : null
  log.warn('a push was not delivered', { device: deviceId, status, reason: answer.reason })
}
