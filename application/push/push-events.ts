import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { alarmMessage, attentionMessage, budgetMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

/** Pushes alarms of the gate to every device, also to one that shows the session, and in quiet hours. */
export function makePushAlarms({ feed, queue, prefix }: Pick<PushSteps, 'feed' | 'queue' | 'prefix'>): Job {
  return {
    name: 'push of alarms',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag === 'tool-alarm') queue.addForAll(alarmMessage(event, prefix))
      }),
  }
}

/** Pushes to every device when a budget comes near its limit, and when it is exceeded. */
export function makePushBudgets({ feed, queue, quiet }: Pick<PushSteps, 'feed' | 'queue' | 'quiet'>): Job {
  return {
    name: 'push of budgets',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag !== 'budget-level') return
        const { budget, was } = event
        if (budget.level === 'fine' || (budget.level === 'near' && was === 'exceeded')) return
        if (quiet.isQuiet()) quiet.holdBudget()
        else queue.addForAll(budgetMessage(budget.scope.kind, budget.level, budget))
      }),
  }
}

const PART = 'push of attention'

/**
 * Pushes every call for attention to all devices except those that show this session. While a terminal outside the hub
 * is attached to the session, nothing is pushed, nor for a session whose call has a message of its own.
 */
export function makePushAttention(
  deps: Pick<PushSteps, 'feed' | 'presence' | 'host' | 'attachments' | 'subscriptions' | 'queue' | 'prefix'> &
    Pick<PushSteps, 'quiet' | 'openCalls'>,
): Job {
  const { feed, presence, host, attachments, subscriptions, queue, prefix, quiet, openCalls } = deps

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
        const { session, name, activity, failure } = event
        if (activity === 'waiting' && openCalls.waitsFor(name)) return
        const message = attentionMessage(event, prefix)
        const state = failure !== undefined ? 'failed' : activity === 'waiting' ? 'waiting' : 'ready'
        const push = async (): Promise<void> => {
          if (await isAttachedElsewhere(session)()) return
          if (quiet.isQuiet()) {
            quiet.holdSession(session, name, state)
            return
          }
          for (const subscription of subscriptions.current())
            if (!isBroken(subscription) && !presence.isWatchedOn(subscription.deviceId, session))
              queue.add(subscription, message)
        }
        detach(PART, push)
      }),
  }
}
