import { Ellipsis } from 'lucide-preact'
import type { VNode } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { IconButton } from '../../ui/icon-button.js'
import { Link } from '../../ui/link.js'
import { toggleMenu } from '../../ui/menu.js'
import { sortableClass, useSortableRow } from '../../ui/sortable.js'
import { question } from './ask.js'
import { boardCards, focused, followed } from '../columns/board-sorting.js'
import { boardHere, cards, freshCards, projectName } from '../board-state.js'
import { busy } from './card-actions.js'
import { onCardKey } from './card-keys.js'
import { CardMarks } from './card-marks.js'
import { cardMenu } from './card-menu.js'
import { moveCard } from './move-card.js'
import { QuestionBox } from './question-box.js'

/** A card in its column with its title, status marks and action buttons. */
export function CardTile({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const { id, title, stage, order, priority, theme, projectId } = card
  const tile = useRef<HTMLElement>(null)
  const handle = useRef<HTMLElement>(null)
  const here = boardHere()
  const isOpen = here.card === id
  const isAsked = question.value?.card === id

  const drop = useCallback(
    (dragged: string, edge: 'top' | 'bottom') => {
      const other = cards.value?.get(dragged)
      if (other) moveCard(other, edge === 'top' ? { stage, before: id } : { stage, after: id })
    },
    [id, stage],
  )
  useSortableRow(boardCards, tile, handle, id, drop)

  // Runs before the card is painted, so that it receives a key that is pressed immediately.
  useLayoutEffect(() => {
    // The browser would otherwise drag the link instead of the card.
    const link = tile.current?.querySelector('a')
    link?.setAttribute('draggable', 'false')
    // An open confirmation keeps the focus.
    if (followed.value !== id || isAsked) return
    followed.value = null
    link?.focus()
    tile.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [stage, order, followed.value, isAsked])

  // The panel that opens beside the board may cover the column.
  useEffect(() => {
    if (isOpen) tile.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isOpen])

  const looks = [
    isOpen && 'opened',
    freshCards.value.has(id) && 'marked',
    busy.value.has(id) && 'busy',
    sortableClass(boardCards, id),
  ]
  return (
    <article
      ref={tile}
      class={`card-tile grid gap-4 relative box-large surface ${looks.filter(Boolean).join(' ')}`}
      data-card={id}
      aria-label={title}
      aria-busy={busy.value.has(id)}
      onFocusIn={() => (focused.value = id)}
      onFocusOut={() => {
        if (focused.peek() === id) focused.value = null
      }}
      onKeyDown={(event) => {
        if (onCardKey(event, card)) event.preventDefault()
      }}
    >
      <div class="card-head align-start flex gap-6">
        {priority !== null && <span class={`priority ${priority}`}>{priority.toUpperCase()}</span>}
        <Link to={{ ...here, card: id, view: 'card' }} class="card-title fill clip medium anywhere" current={isOpen}>
          {title}
        </Link>
        <IconButton
          menu
          icon={Ellipsis}
          class="card-menu"
          label={m.itemMenu(title)}
          onPress={({ currentTarget }) => {
            if (currentTarget instanceof HTMLElement) toggleMenu(currentTarget, cardMenu(card))
          }}
        />
      </div>
      <div class="card-sub cluster wrap faint text-1">
        {here.project === '' && <span class="ellipsis">{projectName(projectId)}</span>}
        {theme !== null && <span class="card-theme text-0">{theme}</span>}
      </div>
      <CardMarks card={card} />
      {isAsked && !isOpen && <QuestionBox card={id} />}
    </article>
  )
}
