import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import {
  budgetNews,
  reckon,
  seenBudgets,
  type BudgetRecords,
  type SeenBudget,
} from '../../domain/usage/budget-records.js'
import { detach } from '../shared/detached.js'
import { faultText, type Unavailable } from '../shared/errors.js'
import type { UsageSteps } from './ports.js'

/** Keeps budgets reckoned. Publishes their changes, and when one comes near its limit, exceeds it, or falls below it again. */
export interface WatchBudgets {
  /** Reckons now, as far as the logs have been read. Never fails: what goes wrong is logged, and how it stood stays. */
  readonly reckon: T.Task<void>
  /** Changes the records and publishes the resulting levels. */
  readonly change: (change: (records: BudgetRecords) => BudgetRecords) => TE.TaskEither<Unavailable, BudgetRecords>
  /** Reckons whenever the logs have changed, and once a minute, because days end. Returns an unsubscribe function. */
  readonly follow: () => () => void
}

const PART = 'budgets'

/** Days end by the minute. */
const RECKON_EVERY_MS = 60_000
/** Delay after a change of the logs. A busy log changes twice a second. */
const SETTLE_MS = 2_000

export function makeWatchBudgets(
  deps: Pick<UsageSteps, 'store' | 'readSpending' | 'logs' | 'feed' | 'clock' | 'log'>,
): WatchBudgets {
  const { store, readSpending, logs, feed, clock, log } = deps
  /** Last published state; `null` before the records, which holds that of an earlier run, is read. */
  let told: ReadonlyArray<SeenBudget> | null = null
  let running: Promise<void> | null = null
  let isWanted = false

  const seen = (records: BudgetRecords): ReadonlyArray<SeenBudget> =>
    records.budgets.length === 0 ? [] : seenBudgets(records, dayIn(clock.timeZone(), clock.now()))

  const tell = (records: BudgetRecords): void => {
    const now = seen(records)
    const before = told ?? []
    told = now
    const news = budgetNews(before, now)
    if (JSON.stringify(now) !== JSON.stringify(before)) {
      feed.publish({ _tag: 'budgets-changed', budgets: now, at: clock.now() })
    }
    for (const { budget, was } of news) feed.publish({ _tag: 'budget-level', budget, was, at: clock.now() })
  }

  const change: WatchBudgets['change'] = (what) => async () => {
    if (told === null) {
      const kept = await store.read()
      if (E.isLeft(kept)) return kept
      told ??= seen(kept.right)
    }
    const changed = await store.update((records) => E.right(what(records)))()
    if (E.isRight(changed)) tell(changed.right)
    return changed
  }

  const reckonOnce = async (): Promise<void> => {
    const records = await store.read()
    if (E.isRight(records) && records.right.budgets.length === 0 && (told ?? []).length === 0) return
    const spending = await readSpending(E.isRight(records) ? records.right.budgets : [])()
    const done = E.isLeft(spending)
      ? spending
      : await change((before) => (spending.right === null ? before : reckon(before, spending.right)))()
    if (E.isLeft(done)) log.warn('budgets could not be reckoned', { reason: faultText(done.left) })
  }

  const reckonAll = async (): Promise<void> => {
    try {
      while (isWanted) {
        isWanted = false
        await reckonOnce()
      }
    } finally {
      running = null
    }
  }

  /** One at a time; what comes meanwhile is reckoned once afterwards. */
  const reckonNow = (): Promise<void> => {
    isWanted = true
    running ??= reckonAll()
    return running
  }

  return {
    reckon: reckonNow,
    change,
    follow: () => {
      let waiting: (() => void) | null = null
      const soon = (): void => {
        waiting ??= clock.after(SETTLE_MS, () => {
          waiting = null
          detach(PART, reckonNow)
        })
      }
      const stops = [logs.onProgress(soon), clock.every(RECKON_EVERY_MS, () => detach(PART, reckonNow))]
      detach(PART, reckonNow)
      return () => {
        for (const stop of stops) stop()
        waiting?.()
      }
    },
  }
}
