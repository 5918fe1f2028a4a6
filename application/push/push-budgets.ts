import { budgetMessage } from '../../domain/push/message.js'
import type { Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

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
