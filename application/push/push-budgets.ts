import { budgetMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import type { Feed } from '../shared/feed.js'
import type { PushQueue } from './push-queue.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'

/** Tells every device when a budget comes near its limit, and when it is exceeded; the answer stops it. */
export type PushBudgets = () => () => void
export interface PushBudgetsDeps {
  readonly feed: Feed
  readonly subscriptions: PushSubscriptions
  readonly queue: PushQueue
}

export function makePushBudgets({ feed, subscriptions, queue }: PushBudgetsDeps): PushBudgets {
  return () =>
    feed.subscribe((event) => {
      if (event._tag !== 'budget-level') return
      const { budget, was } = event
      if (budget.level === 'fine' || (budget.level === 'near' && was === 'exceeded')) return
      const message = budgetMessage(budget.scope.kind, budget.level, budget)
      for (const subscription of subscriptions.current()) if (!isBroken(subscription)) queue.add(subscription, message)
    })
}
