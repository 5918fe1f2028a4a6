import type { VNode } from 'preact'
import type { NewBudget } from './budget-draft.js'
import { messages } from '../app/texts/messages.js'

interface Props {
  /** Suffix of the field name, unique per budget. */
  readonly name: string
  readonly value: NewBudget['atLimit']
  readonly onChoose: (value: NewBudget['atLimit']) => void
}

/** Selection of the action when a budget is exceeded. */
export function AtLimit({ name, value, onChoose }: Props): VNode {
  const m = messages.value
  return (
    <select
      class="field budget-at-limit"
      name={`at-limit ${name}`}
      aria-label={m.budgetAtLimit}
      data-tip={m.budgetAtLimit}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value === 'deny' ? 'deny' : 'ask')}
    >
      <option value="ask">{m.budgetAsk}</option>
      <option value="deny">{m.budgetDeny}</option>
    </select>
  )
}
