import type { Args } from '../../../application/shared/command-runner.port.js'
import { MAX_NOTCHES, type PaneState, type WheelTurn } from '../../../domain/terminal/pane.js'
import { ifShell, unaliased } from './command-line.js'

/** Active pane of a session as `PANE_FORMAT` reports it. */
export interface Pane extends PaneState {
  /** `%5` */
  readonly id: string
  /** Mouse reports in SGR form, which programs ask for by mode 1006. */
  readonly isSgr: boolean
  /** True when the program reads movements, of a pressed button or of any. */
  readonly readsDrag: boolean
  readonly readsMotion: boolean
  /** Cells of the terminal to the left of the pane and above it. */
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
}

/** Report of a viewer's mouse. xterm, Mouse Tracking, SGR. */
export interface MouseEvent {
  /** Button with its modifiers, as in the report. */
  readonly button: number
  /** Column of the terminal, from 1. */
  readonly column: number
  /** Row of the terminal, from 1. */
  readonly row: number
  readonly isRelease: boolean
}

export const PANE_FORMAT =
  '#{pane_id} #{pane_in_mode} #{alternate_on} #{mouse_any_flag} #{mouse_sgr_flag} #{pane_left} #{pane_top} #{status-position} #{status} #{mouse_button_flag} #{mouse_all_flag} #{pane_width} #{pane_height}'

/** A pane that another client has put into a mode of tmux takes no wheel: it would turn that client's view. */
export function readPane(printed: string | null): Pane {
  const [id = '', inMode, alternate, anyMouse, sgr, left, top, position, status, drag, motion, columns, rows] = (
    printed ?? ''
  )
    .trim()
    .split(' ')
  const isPlain = inMode === '0'
  const mouse = isPlain && anyMouse === '1'
  return {
    id,
    mouse,
    scrolls: mouse || (isPlain && alternate === '1') ? 'program' : 'viewer',
    isSgr: sgr === '1',
    readsDrag: drag === '1' || motion === '1',
    readsMotion: motion === '1',
    columns: Number(columns),
    rows: Number(rows),
    left: Number(left),
    top: Number(top) + (position === 'top' ? statusRows(status) : 0),
  }
}

const statusRows = (status = 'off'): number => (status === 'off' ? 0 : status === 'on' ? 1 : Number(status))

/** Arrow keys for one notch, as terminals send them to programs on the alternate screen. xterm, alternateScroll. */
const ARROWS_PER_NOTCH = 3

/**
 * Sends the turn to the program past tmux's key bindings, which would start copy mode. tmux compares the state again at
 * that moment, so a program that has ended meanwhile leaves nothing at the prompt. `null` when nothing is to be sent.
 */
export function wheelCommand({ id, mouse, scrolls, ...pane }: Pane, { notches, column, row }: WheelTurn): Args | null {
  if (scrolls === 'viewer' || notches === 0) return null
  const count = Math.min(Math.abs(notches), MAX_NOTCHES)
  if (mouse) {
    const button = notches < 0 ? WHEEL_UP : WHEEL_DOWN
    const at = { column: Math.max(column - pane.left, 1), row: Math.max(row - pane.top, 1) }
    return reportArgs(id, report(pane.isSgr, { ...at, button, isRelease: false }).repeat(count))
  }
  const isUnchanged = '#{==:#{pane_in_mode}#{alternate_on}#{mouse_any_flag},010}'
  const keys = `-N ${String(count * ARROWS_PER_NOTCH)} ${notches < 0 ? 'Up' : 'Down'}`
  return ifShell(id, isUnchanged, `${SEND} -t ${id} ${keys}`)
}

/** Hands an event to a program that reads it, at the pane's own cell, as tmux does. `null` when nothing is to be sent. */
export function mouseCommand(pane: Pane, event: MouseEvent): Args | null {
  const { id, mouse, isSgr, readsDrag, readsMotion, left, top, columns, rows } = pane
  const { button } = event
  const [column, row] = [event.column - left, event.row - top]
  const isInside = column >= 1 && row >= 1 && column <= columns && row <= rows
  if (!mouse || !isInside || button > BYTE_MAX) return null
  if ((button & MOTION) !== 0 && !((button & NO_BUTTON) === NO_BUTTON ? readsMotion : readsDrag)) return null
  return reportArgs(id, report(isSgr, { ...event, column, row }))
}

const SEND = unaliased(['send-keys'])[0]
/** Bits of a button in a report. xterm, Mouse Tracking. */
const NO_BUTTON = 3
const MOTION = 32

const reportArgs = (id: string, bytes: string): Args =>
  ifShell(id, '#{==:#{pane_in_mode}#{mouse_any_flag},01}', `${SEND} -t ${id} -H ${hex(bytes)}`)

const WHEEL_UP = 64
const WHEEL_DOWN = 65
/** Values of the older form are sent as one byte each, which this is added to. xterm, Mouse Tracking. */
const BYTE_OFFSET = 32
const BYTE_MAX = 223

function report(isSgr: boolean, { button, column, row, isRelease }: MouseEvent): string {
  if (isSgr) return `\x1b[<${String(button)};${String(column)};${String(row)}${isRelease ? 'm' : 'M'}`
  const byte = (value: number): string => String.fromCharCode(Math.min(value, BYTE_MAX) + BYTE_OFFSET)
  return `\x1b[M${byte(isRelease ? button | NO_BUTTON : button)}${byte(column)}${byte(row)}`
}

const hex = (text: string): string =>
  Buffer.from(text, 'latin1')
    .toString('hex')
    .replace(/..(?=.)/g, '$& ')
