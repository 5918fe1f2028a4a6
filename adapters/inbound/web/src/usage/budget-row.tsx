import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { dollarsIn, type HubBudget, type NewBudget } from './budget-draft.js'
import { messages } from '../app/texts/messages.js'
import { isText } from '../app/draft-shelf.js'
import { useDraftOf } from '../app/drafts.js'
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
      <span class="budget-name ellipsis">{name}</span>
      <span class="budget-spent faint text-1">
        {m.spentOf(usd(spentUsd), usd(limitUsd))}
        {level !== 'fine' && <strong> · {m.budgetLevel[level]}</strong>}
      </span>
      <progress max={limitUsd} value={Math.min(spentUsd, limitUsd)} aria-label={name} />
      <Amount name={budget.key} usd={limitUsd} onChange={(usd) => onChange({ limitUsd: usd })} />
      <AtLimit name={budget.key} value={atLimit} onChoose={(chosen) => onChange({ atLimit: chosen })} />
      <IconButton icon={X} label={m.removeBudget} onPress={onRemove} />
    </li>
  )
}

interface AmountProps {
  /** Unique per budget. */
  readonly name: string
  readonly usd: number
  readonly onChange: (usd: number) => void
}

/** Amount field. Enter or blur saves; an invalid amount is reset. */
function Amount({ name, usd, onChange }: AmountProps): VNode {
  const m = messages.value
  const [typed, setTyped] = useDraftOf<string | null>(`budget ${name}`, null, isText)
  const field = useRef<HTMLInputElement>(null)
  const text = typed ?? String(usd)
  const isWrong = dollarsIn(text) === null
  // An amount that another client sets does not replace one that is being typed.
  useEffect(() => {
    if (dollarsIn(text) === usd || document.activeElement !== field.current) setTyped(null)
  }, [usd])
  const settle = (): void => {
    const next = dollarsIn(text)
    if (next === null || next === usd) setTyped(null)
    else onChange(next)
  }
  return (
    <input
      ref={field}
      class="field budget-amount"
      inputMode="decimal"
      aria-label={m.budgetAmount}
      aria-invalid={isWrong}
      data-tip={isWrong ? m.budgetAmountWrong : m.budgetAmount}
      value={text}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
      }}
    />
  )
}
