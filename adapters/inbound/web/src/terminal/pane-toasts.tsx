import type { Terminal } from '@xterm/xterm'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Notice } from '../app/notices.js'
import { hasPanel } from '../app/router.js'
import { shownToast } from '../app/toasts.js'
import { Icon } from '../ui/icon.js'
import { iconOf, NoticeActions } from '../ui/notice-line.js'
import { ToastLayer } from '../ui/toast-layer.js'
import { connectionNotices } from './connection/connection-notices.js'
import type { LiveTerminal } from './live-terminal.js'

/** Rows of an agent's prompt above and below the cursor: its border, a second line and the hints. */
const ROWS_ABOVE = 2
const ROWS_BELOW = 3

interface Props {
  readonly live: LiveTerminal
  /** The search of the history is at the head. */
  readonly isSearched: boolean
}

/** Toasts over a terminal that fills a phone: at its head, or at its foot where the prompt is at the head. */
export function PaneToasts({ live, isSearched }: Props): VNode | null {
  const [isAtFoot, setAtFoot] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const newest = shownToast.value?.id
  const state = live.state.value._tag
  const input = connectionNotices(live).find(({ kind }) => kind === 'input')
  // The panel takes the whole of a phone, and the frame shows the toasts.
  const isCovered = hasPanel.value
  useLayoutEffect(() => {
    const terminal = live.emulator()?.terminal
    const toast = box.current?.querySelector('.toast')
    if (!terminal || !toast) return
    const place = (): void => {
      const covered = coveredEdges(terminal, toast)
      setAtFoot((before) => (covered.head === covered.foot ? before : covered.head))
    }
    place()
    const moves = terminal.onCursorMove(place)
    return () => moves.dispose()
  }, [live, newest, state, input?.text, isCovered])
  if (isCovered) return null
  return (
    <div ref={box} class={isAtFoot || isSearched ? 'toasts-at-foot' : ''}>
      {input ? <InputNotice notice={input} /> : <ToastLayer isDocked />}
    </div>
  )
}

/** Input that waits or may not have arrived, in place of the toasts: a phone has no line for notices. */
function InputNotice({ notice }: { readonly notice: Notice }): VNode {
  return (
    <div class="toasts docked">
      <div class="toast of-waiting">
        <Icon of={iconOf(notice)} />
        <div class="toast-text" role="status">
          <p>{notice.text}</p>
        </div>
        <NoticeActions notice={notice} />
      </div>
    </div>
  )
}

/** Edges of the terminal at which the toast covers the prompt. */
function coveredEdges(terminal: Terminal, toast: Element): { readonly head: boolean; readonly foot: boolean } {
  const row = (terminal.element?.clientHeight ?? 0) / terminal.rows
  const rows = Math.ceil(toast.clientHeight / Math.max(row, 1))
  const { cursorY } = terminal.buffer.active
  return { head: cursorY - ROWS_ABOVE < rows, foot: cursorY + ROWS_BELOW >= terminal.rows - rows }
}
