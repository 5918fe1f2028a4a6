import { findCard, type Board } from './card.js'

/** Whether a card that waits for these would wait for itself, however far around. */
export function wouldCycle(board: Board, id: string, blockedBy: ReadonlyArray<string>): boolean {
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

/** In which order cards can be done: blockers first, else as given. */
export function inOrderOfBlockers<A extends { readonly id: string; readonly blockedBy: ReadonlyArray<string> }>(
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
