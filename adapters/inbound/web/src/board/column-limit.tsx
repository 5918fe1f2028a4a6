import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { readLimits, writeLimits, type Stage } from './board-stages.js'
import { boardLimits } from '../platform/preferences.js'
import { columnSizes, shownColumns } from './board-state.js'
import { stageName } from './stage-names.js'

/** Number of cards in a column and its limit. A click edits the limit. */
export function ColumnLimit({ stage }: { readonly stage: Stage }): VNode {
  const m = messages.value
  const [edits, setEdits] = useState(false)
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
    return (
      <input
        class="field limit-field"
        type="number"
        min={1}
        max={999}
        defaultValue={limit === null ? '' : String(limit)}
        placeholder="–"
        aria-label={m.limitOf(stageName(stage))}
        ref={(field) => field?.focus()}
        onBlur={({ currentTarget }) => {
          set(currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setEdits(false)
        }}
      />
    )
  }
  return (
    <button
      type="button"
      class={`column-count ${isOver ? 'over' : ''}`}
      data-tip={isOver ? m.overLimit(all, limit) : m.setLimit}
      onClick={() => {
        setEdits(true)
      }}
    >
      <span aria-hidden="true">{limit === null ? shown : `${shown}/${limit}`}</span>
      <span class="visually-hidden">{limit === null ? m.cardCount(shown) : m.cardsOfLimit(all, limit)}</span>
    </button>
  )
}
