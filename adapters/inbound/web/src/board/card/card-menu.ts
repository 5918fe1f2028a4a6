import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, FileDiff, SquareTerminal, Trash2 } from 'lucide-preact'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { besideStage, stepPlace } from '../board-stages.js'
import { go } from '../../app/router.js'
import type { MenuItem } from '../../ui/menu.js'
import { askFirst } from './ask.js'
import { boardHere, isLive, shownColumns } from '../board-state.js'
import { deleteCard } from './card-actions.js'
import { staysText } from './kept-words.js'
import { stepCard, stepStage } from './move-card.js'
import { stageName } from '../stage-names.js'

/** Deletes a card after a confirmation. */
export function askDelete(card: HubCard): void {
  const m = messages.value
  const text = isLive(card) ? m.askDeleteLive(card.title) : m.askDelete(card.title)
  const run = (): void => void deleteCard(card)
  askFirst({ card: card.id, text, kept: staysText(card), yes: m.deleteCard, destroys: true, run })
}

/** Menu of a card on the board. Touch devices move cards with it. */
export function cardMenu(card: HubCard): ReadonlyArray<MenuItem> {
  const m = messages.value
  const { id, stage, branch, sessionRef } = card
  const column = shownColumns.value[stage]
  const onward = besideStage(stage, 1)
  const back = besideStage(stage, -1)
  const item = (label: string, icon: MenuItem['icon'], run: () => void, shortcut?: string): MenuItem => ({
    label,
    icon,
    run,
    ...(shortcut === undefined ? {} : { shortcut }),
  })
  return [
    ...(onward ? [item(m.moveTo(stageName(onward)), ArrowRight, () => stepStage(card, 1), 'Alt →')] : []),
    ...(back ? [item(m.moveTo(stageName(back)), ArrowLeft, () => stepStage(card, -1), 'Alt ←')] : []),
    ...(stepPlace(column, id, -1) ? [item(m.moveUp, ArrowUp, () => stepCard(card, -1), 'Alt ↑')] : []),
    ...(stepPlace(column, id, 1) ? [item(m.moveDown, ArrowDown, () => stepCard(card, 1), 'Alt ↓')] : []),
    ...(branch === null
      ? []
      : [item(m.reviewBranch, FileDiff, () => go({ ...boardHere(), card: id, view: 'review' }))]),
    ...(sessionRef !== null && isLive(card)
      ? [item(m.open, SquareTerminal, () => go({ page: 'terminal', session: sessionRef }))]
      : []),
    item(m.deleteCard, Trash2, () => askDelete(card), 'Del'),
  ]
}
