import { CircleDollarSign } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { usd } from './words.js'
import { USAGE } from '../routing/route.js'
import { hideBudget, pressingBudgets } from '../state/budgets.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { budgetName, readChoices } from './budget-names.js'

/** Warning on every page that a budget is nearly spent or exceeded, until it is dismissed. */
export function BudgetBar(): VNode | null {
  const m = messages.value
  const [budget] = pressingBudgets.value
  const isNamed = budget?.scope.kind === 'project' || budget?.scope.kind === 'card'
  useEffect(() => {
    if (isNamed) void readChoices()
  }, [isNamed])
  if (!budget) return null
  const { level, atLimit, spentUsd, limitUsd } = budget
  const spent = m.spentOf(usd(spentUsd), usd(limitUsd))
  return (
    <div class={`offline-bar budget-bar ${level}`} role={level === 'exceeded' ? 'alert' : 'status'}>
      <Icon of={CircleDollarSign} />
      <span>
        {level === 'exceeded'
          ? m.budgetExceeded(budgetName(budget), spent, atLimit)
          : m.budgetNear(budgetName(budget), spent)}
      </span>
      <Link to={USAGE}>{m.changeBudgets}</Link>
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          hideBudget(budget)
        }}
      >
        {m.dismiss}
      </button>
    </div>
  )
}
