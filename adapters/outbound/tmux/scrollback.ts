import type { Args } from '../../../application/shared/command-runner.port.js'
import type { ScrollbackExtent } from '../../../application/sessions/session-host.port.js'
import { unaliased } from './command-line.js'

const LIMIT_BYTES = 8 * 1024 * 1024
/** Output limit of tmux. Enough for 10,000 lines of 500 columns in which every cell has its own colours. */
export const SCROLLBACK_OUTPUT_BYTES = 256 * 1024 * 1024

/**
 * The size of the history, then its last `lines` lines and, on request, the screen, read with nothing in between. With
 * an empty history tmux captures a visible line instead.
 */
export const scrollbackArgs = (id: string, lines: number, extent: ScrollbackExtent): Args => [
  ...unaliased(['display-message', '-p', '-t', `${id}:`, '#{history_size}']),
  ';',
  ...unaliased([
    'capture-pane',
    '-p',
    '-e',
    '-S',
    `-${String(lines)}`,
    ...(extent === 'history' ? ['-E', '-1'] : []),
    '-t',
    `${id}:`,
  ]),
]

/** Converts the output of `scrollbackArgs` to terminal input: CRLF line ends, at most the last 8 MiB. */
export function readScrollback(printed: string, extent: ScrollbackExtent): string {
  const firstEnd = printed.indexOf('\n')
  if (extent === 'history' && Number(printed.slice(0, firstEnd)) === 0) return ''
  const lines = printed.slice(firstEnd + 1)
  const text = (extent === 'history' ? lines : lines.replace(/\n$/, '')).replaceAll('\n', '\r\n')
  const bytes = Buffer.from(text)
  if (bytes.length <= LIMIT_BYTES) return text
  return bytes.subarray(bytes.indexOf('\n', bytes.length - LIMIT_BYTES) + 1).toString('utf8')
}
