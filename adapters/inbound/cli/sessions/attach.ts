import * as E from 'fp-ts/lib/Either.js'
import { DETACHED, SESSION_GONE, TERMINAL_CHANNEL } from '../../ws/terminal.channel.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_ATTACH } from '../descriptions/sessions.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { explainEnd, follow, type StreamEnd } from '../hub/socket.js'
import type { WindowSize } from '../local-terminal.js'
import { detach } from '../../../../application/shared/detached.js'

/** Leaves the modes that a session may have set: scroll region, alternate screen, hidden cursor, mouse, paste, application keys, colours. */
const RESET =
  '\u001b[r\u001b[?1049l\u001b[?25h\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?2004l\u001b[?1l\u001b>\u001b[0m'

/** Path of the terminal of a session for a window. */
export const terminalPath = (name: string, { columns, rows }: WindowSize, isHidden = false): string =>
  `${TERMINAL_CHANNEL.path.replace(':name', encodeURIComponent(name))}?cols=${String(columns)}&rows=${String(rows)}${isHidden ? '&hidden=1' : ''}`

/** `penates sessions attach`. */
export const attachSession: Run<typeof SESSIONS_ATTACH, HubContext> = async ({ args: { name }, options }, context) => {
  const { terminal, hub, fail } = context
  const key = readKey(options['detach-key'] ?? 'ctrl-]')
  if (E.isLeft(key)) return fail({ exit: 'usage', problem: key.left })
  const size = terminal.size()
  if (size === null) return fail({ exit: 'usage', problem: 'attach needs a terminal as standard input and output' })
  const stop = new AbortController()
  const view = { window: size, isShown: false }
  let send: ((frame: object) => void) | null = null
  const raw = terminal.open({
    input: (text) => {
      const at = text.indexOf(key.right)
      const data = at === -1 ? text : text.slice(0, at)
      if (data !== '') send?.({ type: 'input', data })
      if (at !== -1) stop.abort()
    },
    resize: (changed) => {
      view.window = changed
      send?.({ type: 'resize', cols: changed.columns, rows: changed.rows })
    },
  })
  detach('signal to stop', async () => {
    await context.stopAsked()
    stop.abort()
  })
  const end = await follow(hub, {
    path: () => terminalPath(name, view.window),
    opened: (sendFrame) => {
      send = sendFrame
      // The window may have changed while the connection was opened.
      send({ type: 'resize', cols: view.window.columns, rows: view.window.rows })
    },
    received: (data, isBinary) => {
      if (!isBinary) return
      view.isShown = true
      raw.write(data)
    },
    lost: () => {
      send = null
      raw.write(`${RESET}\r\nThe connection is lost; it is opened again.\r\n`)
    },
    final: [DETACHED, SESSION_GONE],
    signal: stop.signal,
  })
  if (view.isShown) raw.write(RESET)
  raw.close()
  return finish(name, end, view.isShown, context)
}

function finish(name: string, end: StreamEnd, isShown: boolean, { hub, fail, note }: HubContext): ExitCode {
  if (end._tag === 'Closed' && end.code === SESSION_GONE && !isShown) {
    return fail({ exit: 'notFound', problem: `there is no running session ${name}` })
  }
  const isEnded = end._tag === 'Closed' && end.code === SESSION_GONE
  const isDetached = end._tag === 'Stopped' || (end._tag === 'Closed' && end.code === DETACHED)
  if (!isEnded && !isDetached) return fail(explainEnd(end, hub))
  note(isEnded ? `${name} has ended.` : `Detached from ${name}.`)
  return EXIT.ok
}

/** Character that a key with Ctrl sends: `ctrl-]` is 0x1d. */
export function readKey(text: string): E.Either<string, string> {
  const letter = /^ctrl-([a-z@[\\\]^_])$/i.exec(text)?.[1]
  return letter === undefined
    ? E.left(`${text} is no key with Ctrl, such as ctrl-]`)
    : E.right(String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 0x1f))
}
