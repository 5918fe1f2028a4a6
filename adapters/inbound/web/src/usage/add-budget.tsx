import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import {
  budgetOf,
  dollarsIn,
  EMPTY_DRAFT,
  isTaken,
  type HubBudget,
  type NewBudget,
  type BudgetDraft,
} from './budget-draft.js'
import { messages } from '../app/texts/messages.js'
import { hasShapeOf } from '../app/draft-shelf.js'
import { useDraftOf } from '../app/drafts.js'
import { AtLimit } from './at-limit.js'
import { cardChoices, projectChoices, type Choice } from './budget-names.js'

interface Props {
  readonly budgets: ReadonlyArray<HubBudget>
  /** Resolves to true when the budget was added. Otherwise the input is kept. */
  readonly onAdd: (budget: NewBudget) => Promise<boolean>
}

const KINDS = ['day', 'month', 'project', 'card'] as const

/** Form that adds a budget. */
export function AddBudget({ budgets, onAdd }: Props): VNode {
  const m = messages.value
  const [draft, setDraft] = useDraftOf<BudgetDraft>('new-budget', EMPTY_DRAFT, hasShapeOf(EMPTY_DRAFT))
  const latest = useRef(draft)
  latest.current = draft
  const change = (part: Partial<BudgetDraft>): void => setDraft({ ...draft, ...part })
  const { kind, target, amount, atLimit } = draft
  const taken = isTaken(draft, budgets)
  const wrong = amount !== '' && dollarsIn(amount) === null
  const budget = taken ? null : budgetOf(draft)
  const add = async (): Promise<void> => {
    if (budget !== null && (await onAdd(budget)) && latest.current === draft) setDraft(EMPTY_DRAFT)
  }
  return (
    <form
      class="add-budget flex wrap gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <select
        class="field"
        aria-label={m.budgetFor}
        value={kind}
        onChange={({ currentTarget }) =>
          change({ kind: KINDS.find((one) => one === currentTarget.value) ?? 'day', target: '' })
        }
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {m.budgetKinds[one]}
          </option>
        ))}
      </select>
      {(kind === 'project' || kind === 'card') && (
        <Target
          label={kind === 'project' ? m.budgetProject : m.budgetCard}
          choices={kind === 'project' ? projectChoices.value : cardChoices.value}
          value={target}
          onChoose={(chosen) => change({ target: chosen })}
        />
      )}
      <input
        class="field budget-amount"
        inputMode="decimal"
        placeholder="$"
        aria-label={m.budgetAmount}
        aria-invalid={wrong}
        value={amount}
        onInput={({ currentTarget }) => change({ amount: currentTarget.value })}
      />
      <AtLimit name="new" value={atLimit} onChoose={(chosen) => change({ atLimit: chosen })} />
      <button type="submit" class="button" disabled={budget === null}>
        {m.addBudget}
      </button>
      <p class="fault" role="status">
        {wrong ? m.budgetAmountWrong : taken && (amount !== '' || target !== '') ? m.budgetTaken : ''}
      </p>
    </form>
  )
}

interface TargetProps {
  readonly label: string
  readonly choices: ReadonlyArray<Choice>
  readonly value: string
  readonly onChoose: (id: string) => void
}

function Target({ label, choices, value, onChoose }: TargetProps): VNode {
  return (
    <select
      class="field budget-target"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      <option value="">{`${label} …`}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
