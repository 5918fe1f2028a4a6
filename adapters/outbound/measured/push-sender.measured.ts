import * as T from 'fp-ts/lib/Task.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { PushSender } from '../../../application/push/push-sender.port.js'
import { outcomeOf } from '../../../domain/push/delivery.js'
import type { Measured } from './measured.js'

/** The same sender; every attempt counts as delivered or failed. */
export const measuredPushSender = (sender: PushSender, { pushes }: Measured): PushSender => ({
  ...sender,
  send: (target, message) =>
    pipe(
      sender.send(target, message),
      T.tap((answer) =>
        T.fromIO(() => {
          if (outcomeOf(answer) === 'delivered') pushes.delivered += 1
          else pushes.failed += 1
        }),
      ),
    ),
})
