import { archiveTexts } from '../archive/archive-texts.js'
import { Archive } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import type { Stage } from '../board-stages.js'
import { Icon } from '../../ui/icon.js'
import { Link } from '../../ui/link.js'
import { MeasuredList } from '../../ui/measured-list.js'
import { boardCards, keptDrawn } from './board-sorting.js'
import { boardHere, cards, shownColumns } from '../board-state.js'
import { CardTile } from '../card/card-tile.js'
import { ColumnLimit } from './column-limit.js'
import { CollectIdeas, IdeaAgents } from './idea-agents.js'
import { moveCard } from '../card/move-card.js'
import { QuickAdd } from './quick-add.js'
import { stageName } from '../stage-names.js'

/** Height of a tile with a one-line title, the project and its marks. */
const TILE_PX = 62
const TILE_GAP_PX = 6

const idOf = ({ id }: HubCard): string => id
const tileOf = (card: HubCard): VNode => <CardTile card={card} />

/** One stage of the board: its cards and a field that adds a card. */
export function BoardColumn({ stage }: { readonly stage: Stage }): VNode {
  const zone = useRef<HTMLElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const id = `column ${stage}`
  useEffect(() => {
    if (!zone.current) return
    const drop = (dragged: string): void => {
      const card = cards.value?.get(dragged)
      if (card && card.stage !== stage) moveCard(card, { stage })
    }
    return boardCards.zone({ element: zone.current, id, drop })
  }, [stage])

  const held = shownColumns.value[stage]
  const isInto = boardCards.mark.value?.id === id
  return (
    <section
      ref={zone}
      class={`board-column shrink-y stack shrink ${isInto ? 'drop-into' : ''}`}
      data-stage={stage}
      aria-label={stageName(stage)}
    >
      <header class="column-head cluster gap-4 rigid">
        <h2>{stageName(stage)}</h2>
        <span class="spring" />
        {stage === 'idea' && <CollectIdeas />}
        <ColumnLimit stage={stage} />
      </header>
      {stage === 'idea' && <IdeaAgents />}
      <div ref={body} class="column-body shrink-y spring">
        {held.length === 0 ? (
          <p class="column-empty faint text-1">{emptyText(stage)}</p>
        ) : (
          <MeasuredList
            scroller={body}
            label={stageName(stage)}
            items={held}
            keyOf={idOf}
            rowPx={TILE_PX}
            gapPx={TILE_GAP_PX}
            kept={keptDrawn.value}
            row={tileOf}
          />
        )}
      </div>
      {stage === 'done' ? <ToArchive /> : <QuickAdd stage={stage} />}
    </section>
  )
}

function ToArchive(): VNode {
  const m = archiveTexts.value
  return (
    <Link
      to={{ ...boardHere(), card: null, view: 'archive' }}
      class="to-archive cluster gap-6 rigid line-above faint"
      tip={m.archiveTip}
    >
      <Icon of={Archive} size={14} />
      {m.archive}
    </Link>
  )
}

function emptyText(stage: Stage): string {
  const m = messages.value
  const { filter } = boardHere()
  return filter === '' ? m.emptyStages[stage] : m.noMatch(filter)
}
