import { ArrowDown, ArrowUp } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { Icon } from '../ui/icon.js'
import { COLUMNS, sort, sortBy } from './row-sort.js'

/** Heads of the columns, which sort the rows. */
export function RowHead(): VNode {
  const m = messages.value
  const { column: sorted, isDescending } = sort.value
  return (
    <div class="row row-head canvas" role="group" aria-label={m.sortRows}>
      {COLUMNS.map((column) => {
        const label = m.rowColumns[column]
        const isSorted = column === sorted
        return (
          <button
            key={column}
            type="button"
            class={`row-${column}`}
            aria-pressed={isSorted}
            aria-label={isSorted ? m.sortedBy(label, isDescending) : undefined}
            onClick={() => sortBy(column)}
          >
            <span>{label}</span>
            {isSorted && <Icon of={isDescending ? ArrowDown : ArrowUp} size={12} />}
          </button>
        )
      })}
    </div>
  )
}
