import type { HubCard } from '../cards.js'
import { hasShapeOf } from '../../app/draft-shelf.js'
import { fieldFault, type CardField } from './card-fields.js'
import { draftMapSignal } from '../../app/drafts.js'
import { changeCard } from './card-actions.js'

/** Unsaved input of one field. */
export interface Draft {
  readonly typed: string
  /** Value of the field when editing began. */
  readonly was: string
  /** Revision of the card when editing began. */
  readonly rev: number
  /** True when another client changed the same field meanwhile. */
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
 * Saves the draft. If the card changed meanwhile in other fields, the draft is saved anyway. If the same field changed,
 * the draft is kept next to the new value, and the next save overwrites that value.
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
  const latest = draftOf(card.id, field)
  if (!answer.ok || latest === null) return
  const { kind, card: now } = answer.value
  const was = now[field] ?? ''
  if (kind === 'changed') {
    // A text that was typed while the card was saved becomes the next draft.
    put(card.id, field, latest === draft ? null : { typed: latest.typed, was, rev: now.rev, isStale: false })
    return
  }
  const isTheirs = was !== draft.was
  put(card.id, field, { ...latest, was, rev: now.rev, isStale: isTheirs })
  if (!isTheirs) await saveDraft(now, field)
}
