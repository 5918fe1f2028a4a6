import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { alarmMessage, approvalMessage, budgetMessage, attentionMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { ApprovalNotifier } from '../approvals/desk-calls.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

/** Pushes alarms of the gate to every device, also to one that shows the session. */
export function makePushAlarms({ feed, queue, prefix }: Pick<PushSteps, 'feed' | 'queue' | 'prefix'>): Job {
  return {
    name: 'push of alarms',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag === 'tool-alarm') queue.addForAll(alarmMessage(event, prefix))
      }),
  }
}

/** Sends approvals by push to every device that can be reached, including devices that show the session. */
export function makePushApprovals(deps: Pick<PushSteps, 'subscriptions' | 'queue' | 'prefix'>): ApprovalNotifier {
  const { subscriptions, queue, prefix } = deps
  return {
    hasSubscribers: () => subscriptions.current().some((one) => !isBroken(one)),
    notify: (approval, secret) => {
      queue.addForAll(approvalMessage(approval, secret, prefix))
    },
  }
}

/** Pushes to every device when a budget comes near its limit, and when it is exceeded. */
export function makePushBudgets({ feed, queue }: Pick<PushSteps, 'feed' | 'queue'>): Job {
  return {
    name: 'push of budgets',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag !== 'budget-level') return
        const { budget, was } = event
        if (budget.level === 'fine' || (budget.level === 'near' && was === 'exceeded')) return
        queue.addForAll(budgetMessage(budget.scope.kind, budget.level, budget))
      }),
  }
}

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
