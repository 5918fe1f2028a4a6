import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { sentBudgets, type HubBudget, type NewBudget } from './budget-draft.js'
import { messages } from '../app/texts/messages.js'
import { budgets, readRecentBudgets, replaceBudgets } from './budgets.js'
import './budgets.css'
import { AddBudget } from './add-budget.js'
import { readChoices } from './budget-names.js'
import { BudgetRow } from './budget-row.js'

/** All budgets with their spending and actions; `null` before the first response. */
export function BudgetsPanel(): VNode | null {
  const m = messages.value
  useEffect(() => {
    void readRecentBudgets()
    void readChoices()
  }, [])
  if (budgets.value === null) return null
  const { budgets: all, counting } = budgets.value
  const change = (of: HubBudget, part: Partial<NewBudget>) =>
    void replaceBudgets(sentBudgets(all.map((one) => (one === of ? { ...one, ...part } : one))))
  return (
    <section class="budgets" aria-label={m.budgets}>
      <h2>{m.budgets}</h2>
      <p class="hint budgets-hint">{m.budgetsHint}</p>
      {counting && <p class="hint budgets-hint">{m.budgetsCounting}</p>}
      {all.length === 0 ? (
        <p>{m.noBudgets}</p>
      ) : (
        <ul>
          {all.map((budget) => (
            <BudgetRow
              key={budget.key}
              budget={budget}
              onChange={(part) => change(budget, part)}
              onRemove={() => void replaceBudgets(sentBudgets(all.filter((one) => one !== budget)))}
            />
          ))}
        </ul>
      )}
      <AddBudget budgets={all} onAdd={(budget) => replaceBudgets([...sentBudgets(all), budget])} />
    </section>
  )
}
