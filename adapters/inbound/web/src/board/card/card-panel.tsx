import '../board.css'
import '../../diff/diff.css'
import type { VNode } from 'preact'
import { SidePanel } from '../../ui/side-panel.js'
import { messages } from '../../app/texts/messages.js'
import { usePanelKeys } from '../../ui/panel-keys.js'
import { go } from '../../app/router.js'
import { Link } from '../../ui/link.js'
import { boardHere, cards } from '../board-state.js'
import { CardRoom, hasCardRoom } from './card-room.js'
import { CardView } from './card-view.js'

/** Panel beside the board with the card that the route names. */
export function CardPanel({ id }: { readonly id: string }): VNode | null {
  const m = messages.value
  const close = (): void => {
    const here = boardHere()
    go({ ...here, card: here.view === 'review' ? here.card : null, view: 'card' })
  }
  usePanelKeys(close)
  const all = cards.value
  if (!hasCardRoom()) return null
  if (all === null) return <CardRoom />
  const card = all.get(id)
  return (
    <SidePanel title={m.card} class="card-panel" onClose={close}>
      {card ? (
        <CardView card={card} />
      ) : (
        <p>
          {m.noSuchCard} <Link to={{ ...boardHere(), card: null, view: 'card' }}>{m.board}</Link>
        </p>
      )}
    </SidePanel>
  )
}
