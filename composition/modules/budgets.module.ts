import { ContainerModule } from 'inversify'
import { makePushBudgets } from '../../application/push/push-budgets.js'
import { makeConfigureBudgets } from '../../application/usage/configure-budgets.js'
import { makeReadSpending } from '../../application/usage/read-spending.js'
import { makeRestrainByBudget } from '../../application/usage/restrain-by-budget.js'
import { makeWatchBudgets } from '../../application/usage/watch-budgets.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, feed, audit, timeZone, findOwners, readSpending, watchBudgets } = T
const [store, logs] = [T.budgetStore, T.usageLogs]

export const budgetsModule = new ContainerModule((options) => {
  provide(options, readSpending, makeReadSpending, {
    logs,
    findOwners,
    pricesInForce: T.pricesInForce,
    clock,
    timeZone,
  })
  provide(options, watchBudgets, makeWatchBudgets, { store, readSpending, logs, feed, clock, log, timeZone })
  provide(options, T.configureBudgets, makeConfigureBudgets, { store, watchBudgets, logs, audit, clock, timeZone })
  provide(options, T.restraints, makeRestrainByBudget, {
    store,
    findOwners,
    host: T.sessionHost,
    record: T.sessionRecord,
    clock,
    timeZone,
  })
  provide(options, T.pushBudgets, makePushBudgets, { feed, subscriptions: T.pushSubscriptions, queue: T.pushQueue })
})
