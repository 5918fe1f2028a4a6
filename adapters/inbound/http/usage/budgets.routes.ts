import type { UsageFeature } from '../../../../application/usage/usage-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './budgets.api.js'

export const budgetRoutes = ({ configureBudgets }: UsageFeature): ReadonlyArray<Binding> => [
  bind(api.readBudgets, () => configureBudgets.read),
  bind(api.replaceBudgets, ({ body, caller }) => configureBudgets.replace(body.budgets, caller)),
]
