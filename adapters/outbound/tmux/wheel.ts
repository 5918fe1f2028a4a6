import type { Args } from '../../../application/shared/command-runner.port.js'
import { MAX_NOTCHES, type PaneState, type WheelTurn } from '../../../domain/terminal/pane.js'
import { unaliased } from './command-line.js'

/** Active pane of a session as `PANE_FORMAT` reports it. */
interface Pane extends PaneState {
  /** `%5` */
  readonly id: string
  /** Mouse reports in SGR form, which programs ask for by mode 1006. */
  readonly isSgr: boolean
  /** Cells of the terminal to the left of the pane and above it. */
  readonly left: number
  readonly top: number
}

export const PANE_FORMAT =
  '#{pane_id} #{pane_in_mode} #{alternate_on} #{mouse_any_flag} #{mouse_sgr_flag} #{pane_left} #{pane_top} #{status-position} #{status}'

/** A pane that another client has put into a mode of tmux takes no wheel: it would turn that client's view. */
export function readPane(printed: string | null): Pane {
  const [id = '', inMode, alternate, anyMouse, sgr, left, top, position, status] = (printed ?? '').trim().split(' ')
  const isPlain = inMode === '0'
  const mouse = isPlain && anyMouse === '1'
  return {
    id,
    mouse,
    scrolls: mouse || (isPlain && alternate === '1') ? 'program' : 'viewer',
    isSgr: sgr === '1',
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
  const send = unaliased(['send-keys'])[0]
  const keys = mouse
    ? `-H ${hex(report(pane, notches < 0, column, row).repeat(count))}`
    : `-N ${String(count * ARROWS_PER_NOTCH)} ${notches < 0 ? 'Up' : 'Down'}`
  const isUnchanged = mouse
    ? '#{==:#{pane_in_mode}#{mouse_any_flag},01}'
    : '#{==:#{pane_in_mode}#{alternate_on}#{mouse_any_flag},010}'
  return ['if-shell', '-F', '-t', id, isUnchanged, `${send} -t ${id} ${keys}`]
}

const WHEEL_UP = 64
const WHEEL_DOWN = 65
/** Values of the older form are sent as one byte each, which this is added to. xterm, Mouse Tracking. */
const BYTE_OFFSET = 32
const BYTE_MAX = 223

function report(
  { isSgr, left, top }: Omit<Pane, keyof PaneState | 'id'>,
  up: boolean,
  column: number,
  row: number,
): string {
  const button = up ? WHEEL_UP : WHEEL_DOWN
  const x = Math.max(column - left, 1)
  const y = Math.max(row - top, 1)
  if (isSgr) return `\x1b[<${String(button)};${String(x)};${String(y)}M`
  const byte = (value: number): string => String.fromCharCode(Math.min(value, BYTE_MAX) + BYTE_OFFSET)
  return `\x1b[M${byte(button)}${byte(x)}${byte(y)}`
}

const hex = (text: string): string =>
  Buffer.from(text, 'latin1')
    .toString('hex')
    .replace(/..(?=.)/g, '$& ')
