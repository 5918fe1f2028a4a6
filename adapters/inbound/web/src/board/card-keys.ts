import type { HubCard } from '../hub/board-hub.js'
import { followed } from './board-sorting.js'
import { askDelete } from './card-menu.js'
import { stepCard, stepStage } from './move-card.js'

/** Whether the key meant something here: arrows go from card to card, with Alt they take it along. */
export function onCardKey(event: KeyboardEvent, card: HubCard): boolean {
  if (!(event.target instanceof HTMLAnchorElement)) return false
  const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined
  if (step === undefined) {
    if (event.key !== 'Delete') return false
    askDelete(card)
    return true
  }
  const isVertical = event.key === 'ArrowUp' || event.key === 'ArrowDown'
  if (event.altKey) {
    followed.value = card.id
    if (isVertical) stepCard(card, step)
    else stepStage(card, step)
  } else if (isVertical) focusInColumn(event.target, step)
  else focusBeside(event.target, step)
  return true
}

const linksIn = (column: Element | null | undefined): ReadonlyArray<HTMLAnchorElement> => [
  ...(column?.querySelectorAll<HTMLAnchorElement>('a.card-title') ?? []),
]

function focusInColumn(from: HTMLAnchorElement, step: 1 | -1): void {
  const links = linksIn(from.closest('.board-column'))
  links[links.indexOf(from) + step]?.focus()
}

/** The card at the same height in the next column that has any. */
function focusBeside(from: HTMLAnchorElement, step: 1 | -1): void {
  const columns = [...document.querySelectorAll('.board-column')]
  const column = from.closest('.board-column')
  const row = linksIn(column).indexOf(from)
  const at = columns.findIndex((one) => one === column)
  const beyond = step === 1 ? columns.slice(at + 1) : columns.slice(0, at).reverse()
  const links = beyond.map(linksIn).find(({ length }) => length > 0) ?? []
  links[Math.min(row, links.length - 1)]?.focus()
}
