import type { HubCard } from '../cards.js'
import { STAGES } from '../board-stages.js'
import { followed } from '../columns/board-sorting.js'
import { shownColumns } from '../board-state.js'
import { askDelete } from './card-menu.js'
import { stepCard, stepStage } from './move-card.js'

/**
 * Handles a key on a card. Arrows navigate between cards, Alt with an arrow moves the card. Returns true when handled.
 */
export function onCardKey(event: KeyboardEvent, card: HubCard): boolean {
  if (!(event.target instanceof HTMLAnchorElement)) return false
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowDown': {
      const step = event.key === 'ArrowUp' ? -1 : 1
      if (event.altKey) along(card, stepCard, step)
      else lead(shownColumns.value[card.stage][rowOf(card) + step])
      return true
    }
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = event.key === 'ArrowLeft' ? -1 : 1
      if (event.altKey) along(card, stepStage, step)
      else lead(beside(event.target, card, step))
      return true
    }
    case 'Home':
      lead(shownColumns.value[card.stage][0])
      return true
    case 'End':
      lead(shownColumns.value[card.stage].at(-1))
      return true
    case 'Delete':
      askDelete(card)
      return true
    default:
      return false
  }
}

function along(card: HubCard, step: (card: HubCard, by: 1 | -1) => void, by: 1 | -1): void {
  followed.value = card.id
  step(card, by)
}

function lead(card: HubCard | undefined): void {
  if (card) followed.value = card.id
}

const rowOf = ({ id, stage }: HubCard): number => shownColumns.value[stage].findIndex((card) => card.id === id)

/** Card at the same height in the next non-empty column. */
function beside(from: HTMLElement, { stage }: HubCard, step: 1 | -1): HubCard | undefined {
  const at = STAGES.indexOf(stage)
  const beyond = step === 1 ? STAGES.slice(at + 1) : STAGES.slice(0, at).reverse()
  const next = beyond.find((one) => shownColumns.value[one].length > 0)
  if (next === undefined) return undefined
  const { top } = from.getBoundingClientRect()
  const column = document.querySelector(`.board-column[data-stage=${next}]`)
  const tiles = [...(column?.querySelectorAll<HTMLElement>('[data-card]') ?? [])]
  const distance = (tile: HTMLElement): number => Math.abs(tile.getBoundingClientRect().top - top)
  const [nearest] = tiles.sort((one, other) => distance(one) - distance(other))
  return shownColumns.value[next].find(({ id }) => id === nearest?.dataset['card'])
}
