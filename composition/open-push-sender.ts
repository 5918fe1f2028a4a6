import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OpenState } from '../adapters/outbound/json-store/open-state.js'
import { newVapidKeys, webPushSender } from '../adapters/outbound/web-push/push-sender.web-push.js'
import type { PushSender } from '../application/push/push-sender.port.js'
import type { Log } from '../application/shared/log.port.js'
import type { Config } from './environment.js'

/**
 * Push is on once a subject names whom push services may turn to; the keys come from the environment or from the state
 * folder. Without usable keys it is off and everything else works.
 */
export function openPushSender(
  { vapidSubject: subject, pushKeys }: Config,
  log: Log,
  stored: OpenState['vapidKeys'],
): T.Task<PushSender> {
  const off = (): PushSender => webPushSender({ vapid: null })
  if (subject === null) return T.of(off())
  return pipe(
    pushKeys === null ? stored(newVapidKeys) : TE.right(pushKeys),
    TE.match(
      ({ detail }) => {
        log.error('push is off: its keys cannot be used', { detail })
        return off()
      },
      (pair) => webPushSender({ vapid: { ...pair, subject } }),
    ),
  )
}
