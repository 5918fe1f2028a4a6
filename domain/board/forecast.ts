import { inOrderOfBlockers } from './blockers.js'
import type { Card, CardId } from './card.js'
import type { ProjectId } from '../projects/project-id.js'
import type { BranchName } from '../repo/refs.js'

/** Two cards whose branches conflict with each other. */
export interface Collision {
  /** Ids of cards. */
  readonly a: CardId
  readonly b: CardId
  readonly files: ReadonlyArray<string>
}

/** Expected conflicts between the running cards of a project. */
export interface Forecast {
  readonly projectId: ProjectId
  /** Branch that cards are merged into. */
  readonly base: BranchName
  /** Pairs of branches that conflict. */
  readonly collisions: ReadonlyArray<Collision>
  /** Cards that conflict with the current base, with the files. */
  readonly withBase: ReadonlyArray<{ readonly card: CardId; readonly files: ReadonlyArray<string> }>
  /** Recommended order of finishing: blockers first, then the cards with the fewest collisions. */
  readonly order: ReadonlyArray<CardId>
}

/** Pairs of cards that change a common path; only these can collide. */
export function pairsToTry(
  touched: ReadonlyMap<string, ReadonlyArray<string>>,
): ReadonlyArray<readonly [string, string]> {
  const byPath = new Map<string, string[]>()
  for (const [card, paths] of touched) for (const path of paths) byPath.set(path, [...(byPath.get(path) ?? []), card])
  const pairs = new Map<string, readonly [string, string]>()
  for (const cards of byPath.values())
    for (const [index, a] of cards.entries()) for (const b of cards.slice(index + 1)) pairs.set(`${a} ${b}`, [a, b])
  return [...pairs.values()]
}

/**
 * Order of finishing: blockers first, then cards in review, then by number of collisions, then by order on the board.
 */
export function finishOrder(cards: ReadonlyArray<Card>, collisions: ReadonlyArray<Collision>): ReadonlyArray<CardId> {
  const count = new Map<string, number>()
  for (const { a, b } of collisions) for (const id of [a, b]) count.set(id, (count.get(id) ?? 0) + 1)
  const rank = (card: Card): ReadonlyArray<number> => [
    card.stage === 'review' ? 0 : 1,
    count.get(card.id) ?? 0,
    card.order,
  ]
  const sorted = [...cards].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)]
    return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0
  })
  return inOrderOfBlockers(sorted).map(({ id }) => id)
}
