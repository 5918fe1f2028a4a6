import type { Card } from './card.js'

/** No card has this id. */
export interface CardNotFound {
  readonly _tag: 'CardNotFound'
  readonly id: string
}
export const cardNotFound = (id: string): CardNotFound => ({ _tag: 'CardNotFound', id })

/** What was sent for a card does not fit; `detail` is the machine code of what is wrong first. */
export interface BadCard {
  readonly _tag: 'BadCard'
  readonly detail: string
}
export const badCard = (detail: string): BadCard => ({ _tag: 'BadCard', detail })

/** The card has changed since its sender read it. */
export interface CardConflict {
  readonly _tag: 'CardConflict'
  readonly card: Card
}
export const cardConflict = (card: Card): CardConflict => ({ _tag: 'CardConflict', card })
