import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { STAGES, type Stage } from '../board-stages.js'
import { isNarrow } from '../../app/appearance.js'
import { BoardColumn } from './board-column.js'
import { boardCards } from './board-sorting.js'
import { shownColumns } from '../board-state.js'
import { stageName } from '../stage-names.js'

/** All columns side by side. Narrow screens show one column at a time and scroll by swipe. */
export function BoardColumns(): VNode {
  const box = useRef<HTMLDivElement>(null)
  const [here, setHere] = useState<Stage>('idea')
  const counted = shownColumns.value
  const goTo = (stage: Stage): void => {
    box.current?.children[STAGES.indexOf(stage)]?.scrollIntoView({ inline: 'start', block: 'nearest' })
    setHere(stage)
  }
  return (
    <>
      {isNarrow.value && (
        <nav class="column-switch flex rigid line-below" aria-label={messages.value.columns}>
          {STAGES.map((stage) => (
            <button
              key={stage}
              type="button"
              aria-current={stage === here ? 'true' : undefined}
              onClick={() => goTo(stage)}
            >
              {stageName(stage)}
              <span class="count stage-amount">{counted[stage].length}</span>
            </button>
          ))}
        </nav>
      )}
      <div
        ref={box}
        class={`board-columns shrink-y grid spring ${boardCards.dragged.value === null ? '' : 'dragging'}`}
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) => {
          const stage = STAGES[Math.round(scrollLeft / Math.max(clientWidth, 1))]
          if (isNarrow.value && stage) setHere(stage)
        }}
      >
        {STAGES.map((stage) => (
          <BoardColumn key={stage} stage={stage} />
        ))}
      </div>
    </>
  )
}
