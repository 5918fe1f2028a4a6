import { useSignal, type Signal } from '@preact/signals'
import type { Terminal } from '@xterm/xterm'
import type { VNode } from 'preact'
import type { MutableRef } from 'preact/hooks'
import { stepFrom } from '../layout/pane-routes.js'
import { SwipeName } from './swipe-name.js'
import type { TerminalMenu } from '../terminal-menu.js'
import type { Swipe, TouchListener } from './touch.js'
import { TouchSelection, type HeldTerminal } from './touch-selection.js'

/** Touch gestures on a terminal that have begun. */
interface Touched {
  readonly listener: TouchListener
  readonly swipe: Signal<Swipe | null>
  readonly held: Signal<HeldTerminal | null>
}

export function useTouches(session: () => string, terminal: MutableRef<() => Terminal | null>): Touched {
  const swipe = useSignal<Swipe | null>(null)
  const held = useSignal<HeldTerminal | null>(null)
  const listener: TouchListener = {
    onHold: ({ clientX, clientY }) => {
      const shown = terminal.current()
      held.value = shown && { terminal: shown, clientX, clientY }
    },
    onSwiping: (moved) => (swipe.value = moved),
    onSwipe: (by) => stepFrom(session(), by),
  }
  return { listener, swipe, held }
}

interface Props {
  readonly session: string
  readonly touched: Touched
  readonly area: MutableRef<HTMLElement | null>
  readonly menu: MutableRef<TerminalMenu | null>
}

/** Name of the session that a swipe leads to, and the selection of a long press. */
export function TouchLayer({ session, touched: { swipe, held }, area, menu }: Props): VNode {
  return (
    <>
      {held.value && (
        <TouchSelection
          key={held.value}
          held={held.value}
          area={area}
          onMenu={(at) => menu.current?.openAt(at)}
          onClose={() => (held.value = null)}
        />
      )}
      {swipe.value && <SwipeName session={session} swipe={swipe.value} />}
    </>
  )
}
