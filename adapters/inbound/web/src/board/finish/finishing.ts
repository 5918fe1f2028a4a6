import { signal } from '@preact/signals'
import { messages } from '../../app/texts/messages.js'
import { failed, fieldOf } from '../../app/failed.js'
import { refresh } from '../../app/sessions.js'
import { toast } from '../../app/toasts.js'
import { askFirst } from '../card/ask.js'
import { cards, finishes, readCards, takeCard } from '../board-state.js'
import { undoQuestion } from './finish-words.js'
import { cleanupParts } from '../card/kept-words.js'
import { ask, client } from '../../app/the-hub.js'

/** Id of the card whose finish dialog is open. */
export const finishOf = signal<string | null>(null)

export const openFinish = (card: string): void => {
  finishOf.value = card
}
export const closeFinish = (): void => {
  finishOf.value = null
}

/** Reasons against an undo that a revert commit can resolve. */
const REVERTIBLE: ReadonlyArray<string> = ['published', 'base-moved']

/** Undoes the last finish of a card after a confirmation. */
export function askUndo(id: string, mustRevert = finishes.value.get(id)?.pushed === true): void {
  askFirst({ card: id, ...undoQuestion(mustRevert, messages.value), run: () => void undo(id, mustRevert) })
}

/** Removes the worktree that keeps the merged branch of a card. */
export async function removeWorktree(id: string): Promise<void> {
  const answer = await ask(client.removeWorktree({ params: { id } }))
  const m = messages.value
  const title = cards.value?.get(id)?.title ?? id
  if (!answer.ok) failed(m.couldNotRemoveWorktree(title), answer.failure)
  else toast({ text: cleanupParts(answer.value).join(' ') })
}

async function undo(id: string, revert: boolean): Promise<void> {
  const m = messages.value
  const answer = await ask(client.undoFinish({ params: { id }, body: revert ? { revert } : {} }))
  if (answer.ok) {
    takeCard(answer.value.card)
    await readCards()
    void refresh()
    const { how, base, pushed, worktreeRestored } = answer.value
    const text = how === 'moved' ? m.undoneMoved(base) : m.undoneReverted(base, pushed)
    toast({ text: worktreeRestored ? `${text} ${m.worktreeIsBack}` : text })
    return
  }
  const reason = fieldOf(answer.failure, 'reason') ?? ''
  if (!revert && REVERTIBLE.includes(reason)) {
    askUndo(id, true)
    return
  }
  const words = m.undoRefusals[reason as keyof typeof m.undoRefusals] as string | undefined
  const title = cards.value?.get(id)?.title ?? id
  if (words === undefined) failed(m.couldNotUndo(title), answer.failure)
  else toast({ kind: 'failed', text: m.failedTo(m.couldNotUndo(title), words) })
}
