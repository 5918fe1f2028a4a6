import type { VNode } from 'preact'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { go } from '../../app/router.js'
import { Sheet } from '../../ui/sheet.js'
import { boardHere } from '../board-state.js'
import { CardView } from './card-view.js'

/** Bottom sheet with a card, for narrow screens. */
export function CardSheet({ card }: { readonly card: HubCard }): VNode {
  return (
    <Sheet label={messages.value.card} onClose={() => go({ ...boardHere(), card: null, view: 'card' })}>
      <CardView card={card} />
    </Sheet>
  )
}
