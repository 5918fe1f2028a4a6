import type { HubCard } from './the-board-hub.js'
import { hasShapeOf } from '../state/draft-shelf.js'
import { fieldFault, type CardField } from './card-fields.js'
import { draftMapSignal } from '../state/drafts.js'
import { changeCard } from './card-actions.js'

/** What is typed and not saved yet. */
export interface Draft {
  readonly typed: string
  /** What stood there when the typing began. */
  readonly was: string
  /** The card as it was then. */
  readonly rev: number
  /** Somebody else changed the same words meanwhile. */
  readonly isStale: boolean
}

const drafts = draftMapSignal('card', hasShapeOf<Draft>({ typed: '', was: '', rev: 0, isStale: false }))

const keyOf = (id: string, field: CardField): string => `${field} ${id}`

export const draftOf = (id: string, field: CardField): Draft | null => drafts.value.get(keyOf(id, field)) ?? null

function put(id: string, field: CardField, draft: Draft | null): void {
  const others = [...drafts.value].filter(([key]) => key !== keyOf(id, field))
  drafts.value = new Map(draft ? [...others, [keyOf(id, field), draft]] : others)
}

export function type(card: HubCard, field: CardField, typed: string): void {
  const before = draftOf(card.id, field) ?? { was: card[field] ?? '', rev: card.rev, isStale: false }
  put(card.id, field, { ...before, typed })
}

export function dropDraft(id: string, field: CardField): void {
  put(id, field, null)
}

/**
 * Saves what was typed. If the card changed meanwhile, but not these words, it is saved all the same; if they did, what
 * was typed stays beside what stands there now, and the next saving is for that.
 */
export async function saveDraft(card: HubCard, field: CardField): Promise<void> {
  const draft = draftOf(card.id, field)
  if (!draft || fieldFault(field, draft.typed) !== null) return
  const text = draft.typed.trim()
  if (text === draft.was && !draft.isStale) {
    dropDraft(card.id, field)
    return
  }
  const answer = await changeCard(card, { [field]: field === 'title' || text !== '' ? text : null }, draft.rev)
  if (!answer.ok) return
  if (answer.value.kind === 'changed') {
    dropDraft(card.id, field)
    return
  }
  const now = answer.value.card
  const isTheirs = (now[field] ?? '') !== draft.was
  put(card.id, field, { ...draft, was: now[field] ?? '', rev: now.rev, isStale: isTheirs })
  if (!isTheirs) await saveDraft(now, field)
}
