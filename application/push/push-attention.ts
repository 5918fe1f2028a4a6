import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { attentionMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

const PART = 'push of attention'

/**
 * Pushes every call for attention to all devices except those that show this session. While a terminal outside the hub
 * is attached to the session, nothing is pushed.
 */
export function makePushAttention(
  deps: Pick<PushSteps, 'feed' | 'presence' | 'host' | 'attachments' | 'subscriptions' | 'queue' | 'prefix'>,
): Job {
  const { feed, presence, host, attachments, subscriptions, queue, prefix } = deps

  const isAttachedElsewhere = (id: SessionId): T.Task<boolean> =>
    pipe(
      host.list,
      TE.match(
        () => false,
        (live) => {
          const viewers = live.find((session) => session.id === id)?.viewers ?? 0
          return viewers > 0 && attachments.ofSession(id) === 0
        },
      ),
    )

  return {
    name: PART,
    start: () =>
      feed.subscribe((event) => {
        if (event._tag !== 'session-attention' || subscriptions.current().length === 0) return
        const message = attentionMessage(event, prefix)
        const push = async (): Promise<void> => {
          if (await isAttachedElsewhere(event.session)()) return
          for (const subscription of subscriptions.current())
            if (!isBroken(subscription) && !presence.isWatchedOn(subscription.deviceId, event.session))
              queue.add(subscription, message)
        }
        detach(PART, push)
      }),
  }
}
