import type { Card } from './card.js'

/** Card and the liveness of its session. */
export interface CardView {
  readonly card: Card
  readonly sessionLive: boolean
}

export const cardView = (card: Card, running: ReadonlySet<string>): CardView => ({
  card,
  sessionLive: card.sessionRef !== null && running.has(card.sessionRef),
})
