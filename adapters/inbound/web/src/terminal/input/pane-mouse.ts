import type { Terminal } from '@xterm/xterm'
import type { PaneState, WheelTurn } from '../../../../../../domain/terminal/pane.js'

/** Lines that one notch of a wheel scrolls. */
const LINES_PER_NOTCH = 3
/** The pointer must move before a button is pressed, so the state that a press needs is at most this old. */
const ASK_EVERY_MS = 1_000
/** DECSET modes that report the mouse, and the forms of the report. xterm, Mouse Tracking. */
const MOUSE_MODES: ReadonlySet<number> = new Set([9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016])

interface Options {
  /** Sends a turn to the hub, which answers with the state of the pane. */
  readonly ask: (turn: WheelTurn) => void
  /** Scrolls this viewer's history up by some lines. */
  readonly scrollBack: (lines: number) => void
}

export interface PaneMouse {
  readonly answered: (pane: PaneState) => void
  /** Turns the wheel by a movement of a finger; positive is down. */
  readonly drag: (lines: number, at: Point) => void
  readonly stop: () => void
}

interface Point {
  readonly clientX: number
  readonly clientY: number
}

/**
 * Wheel and mouse of a live terminal. The wheel goes to the hub and never to tmux, whose copy mode would be that of all
 * viewers. tmux always asks for mouse reports; they are sent only while the program itself reads them, so that the mouse
 * selects text otherwise.
 */
export function followPaneMouse(terminal: Terminal, element: HTMLElement, { ask, scrollBack }: Options): PaneMouse {
  let readsMouse = false
  /** Mouse modes that tmux has switched on. */
  let wanted: ReadonlySet<number> = new Set()
  let askedAt = -ASK_EVERY_MS
  let lines = 0
  let unansweredUp = 0

  const set = terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, (params) => {
    if (!params.every(isMouseMode)) return false
    wanted = new Set([...wanted, ...params.map(Number)])
    return !readsMouse
  })
  const reset = terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, (params) => {
    wanted = new Set([...wanted].filter((mode) => !params.includes(mode)))
    return false
  })

  function switchMouse(reads: boolean): void {
    if (reads === readsMouse) return
    readsMouse = reads
    const modes = wanted
    terminal.write(modesText(modes, reads ? 'h' : 'l'), () => (wanted = new Set([...wanted, ...modes])))
  }

  function send(notches: number, at: Point): void {
    askedAt = performance.now()
    ask({ notches, ...cellAt(terminal, element, at) })
  }

  function turn(by: number, at: Point): void {
    lines += by
    const notches = Math.trunc(lines / LINES_PER_NOTCH)
    if (notches === 0) return
    lines -= notches * LINES_PER_NOTCH
    if (notches < 0) unansweredUp -= notches * LINES_PER_NOTCH
    send(notches, at)
  }

  terminal.attachCustomWheelEventHandler((event) => {
    // tmux may be configured to draw on the normal screen: what came before the attach is in the history alone.
    const { type, viewportY } = terminal.buffer.active
    if (type === 'normal' && !(event.deltaY < 0 && viewportY === 0)) return true
    event.preventDefault()
    turn(linesOf(event, terminal, element), event)
    return false
  })
  const moved = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && performance.now() - askedAt >= ASK_EVERY_MS) send(0, event)
  }
  element.addEventListener('pointermove', moved)

  return {
    answered: ({ mouse, scrolls }) => {
      switchMouse(mouse)
      const up = unansweredUp
      unansweredUp = 0
      if (scrolls === 'viewer' && up > 0) scrollBack(up)
    },
    drag: turn,
    stop: () => {
      element.removeEventListener('pointermove', moved)
      set.dispose()
      reset.dispose()
    },
  }
}

const isMouseMode = (param: number | number[]): boolean => typeof param === 'number' && MOUSE_MODES.has(param)

const modesText = (modes: ReadonlySet<number>, final: 'h' | 'l'): string =>
  [...modes].map((mode) => `\u001b[?${mode}${final}`).join('')

const screenOf = (element: Element): DOMRect =>
  (element.querySelector('.xterm-screen') ?? element).getBoundingClientRect()

/** Lines that a wheel event stands for; browsers count in pixels, lines or pages. */
function linesOf({ deltaY, deltaMode }: WheelEvent, { rows }: Terminal, element: HTMLElement): number {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return deltaY
  if (deltaMode === WheelEvent.DOM_DELTA_PAGE) return deltaY * rows
  return (deltaY * rows) / Math.max(screenOf(element).height, 1)
}

/** Cell of the screen under a point, from 1. */
export function cellAt(
  { cols, rows }: Terminal,
  element: Element,
  { clientX, clientY }: Point,
): Pick<WheelTurn, 'column' | 'row'> {
  const { left, top, width, height } = screenOf(element)
  const cell = (offset: number, size: number, cells: number): number =>
    Math.min(Math.max(Math.floor((offset * cells) / Math.max(size, 1)), 0), cells - 1) + 1
  return { column: cell(clientX - left, width, cols), row: cell(clientY - top, height, rows) }
}
