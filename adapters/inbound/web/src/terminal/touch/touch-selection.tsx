import type { Terminal } from '@xterm/xterm'
import { Ellipsis } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useReducer, useRef, useState, type MutableRef } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { copyText } from '../../app/clipboard.js'
import { toast } from '../../app/toasts.js'
import { IconButton } from '../../ui/icon-button.js'
import { cellAt } from '../input/pane-mouse.js'
import { withMoved, wordAt, type CellRange, type RangeEnd } from './selected-cells.js'

interface Point {
  readonly clientX: number
  readonly clientY: number
}

/** Long press on a terminal. */
export interface HeldTerminal extends Point {
  readonly terminal: Terminal
}

interface Props {
  readonly held: HeldTerminal
  /** Element that holds the terminal and this layer. */
  readonly area: MutableRef<HTMLElement | null>
  /** Opens the menu of the terminal. */
  readonly onMenu: (at: Point) => void
  readonly onClose: () => void
}

const ENDS = ['from', 'to'] as const
/** Height of the bar with the button, and its distance to the selection. */
const BAR_PX = 44
const GAP_PX = 8

/** Selection that a long press has begun: a handle at each end and a bar with Copy. */
export function TouchSelection({ held, area, onMenu, onClose }: Props): VNode | null {
  const m = messages.value
  const { terminal } = held
  const [range, setRange] = useState(() => wordUnder(held))
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const grip = useRef<{ readonly end: RangeEnd; readonly dx: number; readonly dy: number } | null>(null)

  useLayoutEffect(() => {
    const { cols } = terminal
    terminal.select(range.from % cols, Math.floor(range.from / cols), range.to - range.from)
  }, [range])

  useEffect(() => {
    const following = [
      terminal.onRender(() => {
        redraw(undefined)
      }),
      terminal.onResize(onClose),
      terminal.onSelectionChange(() => {
        if (!terminal.hasSelection()) onClose()
      }),
    ]
    return () => {
      for (const one of following) one.dispose()
      if (terminal.element?.isConnected === true) terminal.clearSelection()
    }
  }, [])

  const box = area.current?.getBoundingClientRect()
  const screen = terminal.element?.querySelector('.xterm-screen')?.getBoundingClientRect()
  if (!box || !screen) return null
  const width = screen.width / terminal.cols
  const height = screen.height / terminal.rows
  /** Corner below an end of the selection, in the layer. */
  const cornerOf = (end: RangeEnd): { readonly left: number; readonly top: number; readonly row: number } => {
    const cell = end === 'from' ? range.from : range.to - 1
    const row = Math.floor(cell / terminal.cols) - terminal.buffer.active.viewportY
    const column = (cell % terminal.cols) + (end === 'from' ? 0 : 1)
    return { left: screen.left - box.left + column * width, top: screen.top - box.top + (row + 1) * height, row }
  }

  const drag = ({ clientX, clientY }: Point): void => {
    if (grip.current === null) return
    const { end, dx, dy } = grip.current
    if (clientY + dy < screen.top) terminal.scrollLines(-1)
    else if (clientY + dy > screen.bottom) terminal.scrollLines(1)
    // The edge of a cell that is nearest to the corner.
    const at = { clientX: clientX + dx + (end === 'from' ? 1 : -1) * (width / 2), clientY: clientY + dy }
    moveTo(end, bufferCell(terminal, at) + (end === 'to' ? 1 : 0))
  }
  const moveTo = (end: RangeEnd, to: number): void => {
    const last = terminal.buffer.active.length * terminal.cols
    const moved = withMoved(range, end, Math.min(Math.max(to, 0), last))
    if (grip.current) grip.current = { ...grip.current, end: moved.end }
    setRange(moved.range)
  }
  const onKey = (end: RangeEnd, event: KeyboardEvent): void => {
    const { cols } = terminal
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -cols, ArrowDown: cols }
    const by = steps[event.key]
    if (event.key === 'Escape') onClose()
    else if (by !== undefined) moveTo(end, range[end] + by)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const first = cornerOf('from')
  const above = first.top - height - BAR_PX - GAP_PX
  const below = cornerOf('to').top + BAR_PX + GAP_PX
  const barTop = above >= 0 ? above : Math.min(below, box.height - BAR_PX)

  return (
    <div class="touch-selection">
      {ENDS.map((end) => {
        const { left, top, row } = cornerOf(end)
        if (row < 0 || row >= terminal.rows) return null
        return (
          <button
            key={end}
            type="button"
            class={`selection-handle ${end}`}
            aria-label={end === 'from' ? m.selectionStart : m.selectionEnd}
            style={{ left, top }}
            onKeyDown={(event) => onKey(end, event)}
            onPointerDown={(event) => {
              event.preventDefault()
              event.currentTarget.setPointerCapture(event.pointerId)
              // Half a row above the corner, within the row of the end.
              const at = { x: box.left + left, y: box.top + top - height / 2 }
              grip.current = { end, dx: at.x - event.clientX, dy: at.y - event.clientY }
            }}
            onPointerMove={drag}
            onPointerUp={() => (grip.current = null)}
            onPointerCancel={() => (grip.current = null)}
          />
        )
      })}
      <div
        class="selection-bar touch-selection-bar absolute flex box-large surface"
        role="toolbar"
        aria-label={m.selection}
        style={{ top: barTop }}
      >
        <button
          type="button"
          class="button"
          onPointerDown={keepFocus}
          onClick={() => {
            void copyText(terminal.getSelection()).then((isCopied) => {
              if (isCopied) toast({ text: messages.value.copied })
            })
            onClose()
          }}
        >
          {m.copySelected}
        </button>
        <IconButton
          icon={Ellipsis}
          label={m.more}
          onPress={() => onMenu({ clientX: box.left + first.left, clientY: box.top + barTop })}
        />
      </div>
    </div>
  )
}

/** Moving the focus would open or close the on-screen keyboard. */
const keepFocus = (event: Event): void => event.preventDefault()

function bufferCell(terminal: Terminal, at: Point): number {
  const { column, row } = cellAt(terminal, terminal.element ?? document.body, at)
  return (terminal.buffer.active.viewportY + row - 1) * terminal.cols + column - 1
}

function wordUnder({ terminal, ...at }: HeldTerminal): CellRange {
  const { cols } = terminal
  const cell = bufferCell(terminal, at)
  const row = Math.floor(cell / cols)
  const line = terminal.buffer.active.getLine(row)
  const cells = Array.from({ length: cols }, (_, column) => {
    const one = line?.getCell(column)
    return one?.getWidth() === 0 ? null : (one?.getChars() ?? '')
  })
  const { from, to } = wordAt(cells, cell % cols)
  return { from: row * cols + from, to: row * cols + to }
}
