import { Plus, SquareTerminal } from 'lucide-preact'
import { messages } from '../../app/texts/messages.js'
import { MAX_TERMINALS, type Side } from '../../app/routing/layout.js'
import { NEW_SESSION } from '../../app/routing/route.js'
import { go } from '../../app/router.js'
import { railNames } from '../../session/rail-order.js'
import { shown } from '../../app/sessions.js'
import { shownLayout, splitTerminal } from '../../app/terminal-layout.js'
import { toast } from '../../app/toasts.js'
import { openMenuAt } from '../../ui/menu.js'

/** Live sessions without the given ones, in the order of the rail. */
export const liveSessionsBut = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  railNames.value.filter((name) => !names.includes(name))

/** Opens a menu of the sessions that can be shown at a side of one. */
export function chooseSplit(session: string, side: Side, pane: HTMLElement, giveBack: () => void): void {
  const m = messages.value
  const visible = shownLayout()?.flat() ?? [session]
  if (visible.length >= MAX_TERMINALS) {
    toast({ text: m.terminalsLimit(MAX_TERMINALS) })
    return
  }
  const { left, top, width, height } = pane.getBoundingClientRect()
  const at = {
    x: left + (side === 'right' ? width / 2 : 0) + INSET_PX,
    y: top + (side === 'bottom' ? height / 2 : INSET_PX),
  }
  const others = liveSessionsBut(visible).map((name) => ({
    label: shown(name),
    icon: SquareTerminal,
    run: () => splitTerminal(session, side, name),
  }))
  const create = {
    label: m.newSession,
    icon: Plus,
    run: () => {
      go(NEW_SESSION)
    },
  }
  openMenuAt(at, [...others, create], giveBack)
}

/** Distance of the menu to the edge of the new terminal. */
const INSET_PX = 40
