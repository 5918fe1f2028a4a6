import type { Board, Card, Stage, CardId } from './card.js'

const inStage = (board: Board, stage: Stage): ReadonlyArray<Card> => board.cards.filter((card) => card.stage === stage)

/** Order after all cards of a stage, over all projects; 0 in an empty stage. */
export function lastOrder(board: Board, stage: Stage): number {
  const cards = inStage(board, stage)
  return cards.length === 0 ? 0 : Math.max(...cards.map(({ order }) => order)) + 1
}

/** Card next to which another card is placed. */
export interface Neighbour {
  readonly id: CardId
  readonly side: 'before' | 'after'
}

/** New orders that place a card next to another, its own first; `null` when the neighbour is not in the stage. */
export function placed(
  board: Board,
  moved: string,
  stage: Stage,
  { id, side }: Neighbour,
): ReadonlyMap<string, number> | null {
  const others = inStage(board, stage)
    .filter((card) => card.id !== moved)
    .sort((a, b) => a.order - b.order)
  const at = others.findIndex((card) => card.id === id)
  if (at === -1) return null
  const slot = side === 'before' ? at : at + 1
  const order = between(others[slot - 1]?.order, others[slot]?.order)
  if (order !== null) return new Map([[moved, order]])
  const row = [...others.slice(0, slot).map((card) => card.id), moved, ...others.slice(slot).map((card) => card.id)]
  return new Map([[moved, slot], ...row.map((card, index) => [card, index] as const)])
}

/** Number between the two; `null` when there is none. */
function between(low: number | undefined, high: number | undefined): number | null {
  if (low === undefined) return high === undefined ? 0 : finite(high - 1, -Infinity, high)
  if (high === undefined) return finite(low + 1, low, Infinity)
  return finite(low + (high - low) / 2, low, high)
}

const finite = (order: number, low: number, high: number): number | null =>
  Number.isFinite(order) && order > low && order < high ? order : null
