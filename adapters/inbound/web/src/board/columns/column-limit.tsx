import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { readLimits, writeLimits, type Stage } from '../board-stages.js'
import { boardLimits } from '../../app/platform/preferences.js'
import { drafts, useDraft } from '../../app/drafts.js'
import { columnSizes, shownColumns } from '../board-state.js'
import { stageName } from '../stage-names.js'

const draftName = (stage: Stage): string => `column-limit ${stage}`

/** Number of cards in a column and its limit. A click edits the limit. */
export function ColumnLimit({ stage }: { readonly stage: Stage }): VNode {
  const m = messages.value
  const [edits, setEdits] = useState(() => drafts.has(draftName(stage)))
  const limits = readLimits(boardLimits.value)
  const limit = limits.get(stage) ?? null
  const shown = shownColumns.value[stage].length
  const all = columnSizes.value[stage]
  const isOver = limit !== null && all > limit

  const set = (text: string): void => {
    const others = [...limits].filter(([one]) => one !== stage)
    boardLimits.value = writeLimits(new Map([...others, [stage, Number(text)]]))
    setEdits(false)
  }

  if (edits) {
    return <LimitField stage={stage} limit={limit} onSet={set} onCancel={() => setEdits(false)} />
  }
  return (
    <button
      type="button"
      class={`column-count touch-size rounded relative bare faint text-1 ${isOver ? 'over' : ''}`}
      data-tip={isOver ? m.overLimit(all, limit) : m.setLimit}
      onClick={() => setEdits(true)}
    >
      <span aria-hidden="true">{limit === null ? shown : `${shown}/${limit}`}</span>
      <span class="visually-hidden">{limit === null ? m.cardCount(shown) : m.cardsOfLimit(all, limit)}</span>
    </button>
  )
}

interface FieldProps {
  readonly stage: Stage
  readonly limit: number | null
  readonly onSet: (text: string) => void
  readonly onCancel: () => void
}

function LimitField({ stage, limit, onSet, onCancel }: FieldProps): VNode {
  const [typed, setTyped] = useDraft(draftName(stage), limit === null ? '' : String(limit))
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
  }, [])
  return (
    <input
      ref={field}
      class="field limit-field"
      type="number"
      min={1}
      max={999}
      value={typed}
      placeholder="–"
      aria-label={messages.value.limitOf(stageName(stage))}
      onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => onSet(typed)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') onCancel()
      }}
    />
  )
}
