import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { HubBudget, NewBudget } from '../state/budget-draft.js'
import { messages } from '../i18n/messages.js'
import { dollarsIn } from '../state/budget-draft.js'
import { useDraft } from '../state/drafts.js'
import { IconButton } from '../ui/icon-button.js'
import { AtLimit } from './at-limit.js'
import { budgetName } from './budget-names.js'
import { usd } from './words.js'

interface Props {
  readonly budget: HubBudget
  readonly onChange: (change: Partial<NewBudget>) => void
  readonly onRemove: () => void
}

/** Row of a budget: scope, spending and its editable settings. */
export function BudgetRow({ budget, onChange, onRemove }: Props): VNode {
  const m = messages.value
  const { level, spentUsd, limitUsd, atLimit } = budget
  const name = budgetName(budget)
  return (
    <li class={`budget ${level}`}>
      <span class="budget-name">{name}</span>
      <span class="budget-spent">
        {m.spentOf(usd(spentUsd), usd(limitUsd))}
        {level !== 'fine' && <strong> · {m.budgetLevel[level]}</strong>}
      </span>
      <progress max={limitUsd} value={Math.min(spentUsd, limitUsd)} aria-label={name} />
      <Amount
        name={budget.key}
        usd={limitUsd}
        onChange={(usd) => {
          onChange({ limitUsd: usd })
        }}
      />
      <AtLimit
        name={budget.key}
        value={atLimit}
        onChoose={(chosen) => {
          onChange({ atLimit: chosen })
        }}
      />
      <IconButton icon={X} label={m.removeBudget} onPress={onRemove} />
    </li>
  )
}

/** Amount field. Enter or blur saves; an invalid amount is reset. */
interface AmountProps {
  /** Unique per budget. */
  readonly name: string
  readonly usd: number
  readonly onChange: (usd: number) => void
}

function Amount({ name, usd, onChange }: AmountProps): VNode {
  const m = messages.value
  const [typed, setTyped] = useDraft(`budget ${name}`, String(usd))
  const shown = useRef(usd)
  useEffect(() => {
    if (shown.current !== usd) setTyped(String(usd))
    shown.current = usd
  }, [usd])
  const settle = (): void => {
    const next = dollarsIn(typed)
    if (next === null) setTyped(String(usd))
    else if (next !== usd) onChange(next)
  }
  return (
    <input
      class="field budget-amount"
      inputMode="decimal"
      aria-label={m.budgetAmount}
      aria-invalid={dollarsIn(typed) === null}
      data-tip={dollarsIn(typed) === null ? m.budgetAmountWrong : m.budgetAmount}
      value={typed}
      onInput={(event) => {
        setTyped(event.currentTarget.value)
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
      }}
    />
  )
}
