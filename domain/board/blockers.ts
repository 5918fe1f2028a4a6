import { findCard, type Board, type CardId } from './card.js'

/** True when these blockers would make the card wait for itself, directly or through other cards. */
export function wouldCycle(board: Board, id: CardId, blockedBy: ReadonlyArray<CardId>): boolean {
  const seen = new Set<string>()
  const open = [...blockedBy]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(findCard(board, next)?.blockedBy ?? []))
  }
  return false
}

/** Cards with blockers first, otherwise in the given order. */
export function inOrderOfBlockers<A extends { readonly id: CardId; readonly blockedBy: ReadonlyArray<CardId> }>(
  cards: ReadonlyArray<A>,
): ReadonlyArray<A> {
  const byId = new Map(cards.map((card) => [card.id, card]))
  const done = new Set<string>()
  const row: A[] = []
  const visit = (card: A): void => {
    if (done.has(card.id)) return
    done.add(card.id)
    for (const id of card.blockedBy) {
      const blocker = byId.get(id)
      if (blocker !== undefined) visit(blocker)
    }
    row.push(card)
  }
  cards.forEach(visit)
  return row
}
