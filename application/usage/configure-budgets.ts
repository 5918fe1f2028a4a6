import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import { budgetKey, type Budget } from '../../domain/usage/budget.js'
import { seenBudgets, withBudgets, type BudgetRecords, type SeenBudget } from '../../domain/usage/budget-records.js'
import { duplicateBudget, type DuplicateBudget } from '../../domain/usage/errors.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { UsageSteps } from './ports.js'

/** All budgets as they stand. */
export interface BudgetView {
  /** Budgets with what is spent of them. */
  readonly budgets: ReadonlyArray<SeenBudget>
  /** Zone of days and months: IANA name. */
  readonly timeZone: string
  /** The logs have not been read to their end for the first time: more may have been spent. */
  readonly isCounting: boolean
}

/** Reads and changes budgets. */
export interface ConfigureBudgets {
  /** Budgets with what is spent of them. */
  readonly read: TE.TaskEither<Unavailable, BudgetView>
  /** Puts these in the place of all. It counts at once, and is on disk when this answers. */
  readonly replace: (
    budgets: ReadonlyArray<Budget>,
    caller: Caller,
  ) => TE.TaskEither<DuplicateBudget | Unavailable, BudgetView>
}

export function makeConfigureBudgets(
  deps: Pick<UsageSteps, 'store' | 'watchBudgets' | 'logs' | 'audit' | 'clock' | 'timeZone'>,
): ConfigureBudgets {
  const { store, watchBudgets, logs, audit, clock, timeZone } = deps

  const view = (records: BudgetRecords): BudgetView => ({
    budgets: seenBudgets(records, dayIn(timeZone, clock.now())),
    timeZone,
    isCounting: logs.progress().state === 'scanning',
  })
  const read = pipe(store.read, TE.map(view))

  return {
    read,
    replace: (budgets, caller) =>
      pipe(
        TE.fromEither(eachOnce(budgets)),
        TE.flatMap(() => watchBudgets.change((records) => withBudgets(records, budgets))),
        TE.tap(() => audit.record({ event: 'budget.change', fields: auditFields(budgets) }, caller)),
        TE.tapTask(() => watchBudgets.reckon),
        TE.flatMap(() => read),
      ),
  }
}

function eachOnce(budgets: ReadonlyArray<Budget>): E.Either<DuplicateBudget, void> {
  const keys = budgets.map(({ scope }) => budgetKey(scope))
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  return twice === -1 ? E.right(undefined) : E.left(duplicateBudget(twice))
}

const auditFields = (budgets: ReadonlyArray<Budget>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    budgets.map(({ scope, limitUsd, atLimit }) => [budgetKey(scope), `${String(limitUsd)} ${atLimit}`]),
  )
