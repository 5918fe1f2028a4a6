import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import type { PushSubscription } from '../../../domain/push/subscription.js'
import * as E from 'fp-ts/lib/Either.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memoryPushSender } from '../../../adapters/outbound/memory/push-sender.memory.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { makeOpenCalls } from '../../../application/push/open-calls.js'
import { makeQuietHours } from '../../../application/push/quiet-hours.js'
import { DEFAULT_PUSH_PLAN } from '../../../domain/push/plan.js'
import { makePushBudgets } from '../../../application/push/push-events.js'
import { makePushQueue } from '../../../application/push/push-queue.js'
import type { BudgetLevel } from '../../../domain/usage/budget.js'
import type { SeenBudget } from '../../../domain/usage/budget-records.js'
import { settled } from '../../support/approvals.js'
import { aSubscription } from '../../support/push.js'
import { right } from '../../support/results.js'

const budget = (level: BudgetLevel): SeenBudget => ({
  scope: { kind: 'day' },
  limitUsd: 5,
  atLimit: 'deny',
  key: 'day',
  period: '2026-11-25',
  spentUsd: 5.125,
  level,
  reason: null,
})

describe('a budget on devices', () => {
  it('is told to each that can be reached, when it comes near and when it is exceeded, and not when it lets go', async () => {
    const feed = makeFeed()
    const subscriptions = memoryStateStore<ReadonlyArray<PushSubscription>>([])
    const broken = aSubscription({ endpoint: 'https://push.example/2', failedAttempts: 5 })
    right(await subscriptions.update(() => E.right([aSubscription(), broken]))())
    const sender = memoryPushSender()
    const clock = memoryClock(1)
    const openCalls = makeOpenCalls({ feed })
    const queue = makePushQueue({ sender, subscriptions, clock, log: memoryLog(), openCalls })
    const plan = memoryStateStore(DEFAULT_PUSH_PLAN)
    const quiet = makeQuietHours({ plan, feed, clock, queue, openCalls, prefix: 'cc-' })
    const stop = makePushBudgets({ feed, queue, quiet }).start()
    const come = (was: BudgetLevel, level: BudgetLevel): void => {
      feed.publish({ _tag: 'budget-level', budget: budget(level), was, at: 1 })
    }
    come('fine', 'near')
    come('near', 'exceeded')
    come('exceeded', 'near')
    come('exceeded', 'fine')
    stop()
    come('fine', 'near')
    const body = '$5.13 of $5.00 for today.'
    await settled()
    expect(
      sender.sent.map(({ target: { endpoint }, message: { payload } }) => [
        endpoint,
        payload['title'],
        payload['body'],
      ]),
    ).to.deep.equal([
      ['https://push.example/1', 'Budget nearly spent', body],
      ['https://push.example/1', 'Budget exceeded', body],
    ])
  })
})
