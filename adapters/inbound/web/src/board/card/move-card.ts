import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { moveOf, besideStage, openBlockers, stepPlace, type Place } from '../board-stages.js'
import { toast } from '../../app/toasts.js'
import { askFirst } from './ask.js'
import { cards, isLive, shownColumns } from '../board-state.js'
import { blockerTitles, brainstorm, implement, moveWithUndo, placeCard } from './card-actions.js'
import { openFinish } from '../finish/finishing.js'
import { staysText } from './kept-words.js'

/** Moves a card with the action of the target stage. Starting, merging and ending need a confirmation. */
export function moveCard(card: HubCard, place: Place): void {
  const m = messages.value
  const move = moveOf(card, place.stage, isLive(card))
  const about = { card: card.id }
  switch (move.kind) {
    case 'reorder':
      if (place.before !== card.id && place.after !== card.id) void moveWithUndo(card, place)
      break
    case 'brainstorm':
      askBrainstorm(card, place)
      break
    case 'no-spec':
      toast({ kind: 'failed', text: m.noSpecYet(card.title) })
      break
    case 'implement':
      askImplement(card, place)
      break
    case 'finish':
      openFinish(card.id)
      break
    case 'settle':
      if (move.asks) {
        const run = (): void => void placeCard(card, place)
        askFirst({ ...about, text: m.askSettle, kept: m.keptOnSettle, yes: m.moveToDone, destroys: true, run })
      } else void moveWithUndo(card, place)
      break
    case 'plain':
      if (move.endsSession) {
        const run = (): void => void placeCard(card, place, true)
        askFirst({ ...about, text: m.askEndSession, kept: staysText(card), yes: m.endAndMove, destroys: true, run })
      } else void moveWithUndo(card, place)
      break
  }
}

/** `place`: target of the card afterwards; `null` when it stays. */
export function askBrainstorm(card: HubCard, place: Place | null): void {
  const m = messages.value
  const run = (): void => void brainstorm(card, place)
  askFirst({ card: card.id, text: m.askBrainstorm, kept: m.keptOnBrainstorm, yes: m.startAgent, run })
}

export function askImplement(card: HubCard, place: Place | null): void {
  const m = messages.value
  const isBlocked = openBlockers(card, cards.value ?? new Map<string, HubCard>()).length > 0
  const endsOne = place !== null && isLive(card)
  const text = [isBlocked && m.askBlocked(blockerTitles(card)), m.askImplement, endsOne && m.endsPresentAgent]
    .filter(Boolean)
    .join(' ')
  askFirst({
    card: card.id,
    text,
    kept: m.keptOnImplement,
    yes: isBlocked ? m.startAnyway : m.startAgent,
    destroys: endsOne,
    run: () => void implement(card, place, isBlocked ? { allowBlocked: true } : {}),
  })
}

/** Moves the card one column to the left or right. */
export function stepStage(card: HubCard, step: 1 | -1): void {
  const stage = besideStage(card.stage, step)
  if (stage) moveCard(card, { stage })
}

/** Moves the card one position up or down among the shown cards. */
export function stepCard(card: HubCard, step: 1 | -1): void {
  const place = stepPlace(shownColumns.value[card.stage], card.id, step)
  if (place) moveCard(card, place)
}
