import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BudgetView } from '../../../../application/usage/configure-budgets.js'
import type { UsageFeature } from '../../../../application/usage/usage-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './budgets.api.js'

export function budgetRoutes({ configureBudgets }: UsageFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readBudgets, () => pipe(configureBudgets.read, TE.map(answer))),
    bindAnswer(api.replaceBudgets, ({ body, caller }) =>
      pipe(configureBudgets.replace(body.budgets, caller), TE.map(answer)),
    ),
  ]
}

const answer = ({ budgets, timeZone, isCounting }: BudgetView) =>
  ({ status: 200, body: { budgets, tz: timeZone, counting: isCounting } }) as const
