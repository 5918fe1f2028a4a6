import type { Args } from '../../../application/shared/command-runner.port.js'
import type { ScrollbackExtent } from '../../../application/sessions/session-host.port.js'
import { commandLine, unaliased } from './command-line.js'
import { markedArgs, readMarked, type MarkWindow } from './command-marks.js'

const LIMIT_BYTES = 8 * 1024 * 1024
/** Output limit of tmux. Enough for 10,000 lines of 500 columns in which every cell has its own colours. */
export const SCROLLBACK_OUTPUT_BYTES = 256 * 1024 * 1024

const captureArgs = (target: string, lines: number, extent: ScrollbackExtent): Args => [
  'capture-pane',
  '-p',
  '-e',
  '-S',
  `-${String(lines)}`,
  ...(extent === 'history' ? ['-E', '-1'] : []),
  '-t',
  target,
]

/**
 * The size of the history, then its last `lines` lines and, on request, the screen, read with nothing in between. With
 * an empty history tmux captures a visible line instead.
 */
export const scrollbackArgs = (id: string, lines: number, extent: ScrollbackExtent): Args => [
  ...unaliased(['display-message', '-p', '-t', `${id}:`, '#{history_size}']),
  ';',
  ...unaliased(captureArgs(`${id}:`, lines, extent)),
]

/** Commands for the standard input of `source-file -` that read history and screen with their marks. */
export const markedScrollbackCommands = (id: string, lines: number, window: MarkWindow): string | null =>
  commandLine(markedArgs(`${id}:`, captureArgs(`${id}:`, lines, 'history-and-screen'), window))

/** Converts the output of `scrollbackArgs` to terminal input: CRLF line ends, at most the last 8 MiB. */
export function readScrollback(printed: string, extent: ScrollbackExtent): string {
  const firstEnd = printed.indexOf('\n')
  if (extent === 'history' && Number(printed.slice(0, firstEnd)) === 0) return ''
  const lines = printed.slice(firstEnd + 1)
  return withinLimit((extent === 'history' ? lines : lines.replace(/\n$/, '')).replaceAll('\n', '\r\n'))
}

/** The same for the output of `markedScrollbackCommands`. */
export const readMarkedScrollback = (printed: string, lines: number): string =>
  withinLimit(readMarked(printed, lines).join('\r\n'))

function withinLimit(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= LIMIT_BYTES) return text
  return bytes.subarray(bytes.indexOf('\n', bytes.length - LIMIT_BYTES) + 1).toString('utf8')
}
