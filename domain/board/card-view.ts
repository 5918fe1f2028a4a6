import type { Card } from './card.js'

/** Card and the liveness of its session. */
export interface CardView {
  /** Card as stored. */
  readonly card: Card
  /** True while the session of the card runs. */
  readonly sessionLive: boolean
}

export const cardView = (card: Card, running: ReadonlySet<string>): CardView => ({
  card,
  sessionLive: card.sessionRef !== null && running.has(card.sessionRef),
})
