import * as E from 'fp-ts/lib/Either.js'
import { randomUUID } from 'node:crypto'
import { detach } from '../../../../application/shared/detached.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import { inputQueue } from '../../http/client/input-queue.js'
import type { StreamEnd } from '../../http/client/keep-open.js'
import type { SendFrame } from '../../http/client/open-socket.js'
import { frameReader } from '../../ws/channel.js'
import { DETACHED, SESSION_GONE, TERMINAL_CHANNEL } from '../../ws/terminal.channel.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_ATTACH } from '../descriptions/sessions.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { notRunning } from '../hub/refusals.js'
import { explainEnd, follow } from '../hub/socket.js'
import type { WindowSize } from '../local-terminal.js'

/** Keys that are typed while there is no connection. */
export interface PendingKeys {
  /** Keeps keys in their order; Ctrl-C and Esc Esc discard those before them. */
  readonly add: (text: string) => void
  /** Returns the keys and keeps none. */
  readonly take: () => string
  /** Line for the person; without line end. */
  readonly status: () => string
}

/** Bytes. More than a person types while a hub restarts; a longer paste is refused as a whole. */
const MAX_BYTES = 4 * 1024

/** Ctrl-C, or Escape twice that does not begin a sequence of a key. */
const DISCARDS = /^[^]*(?:\u0003|\u001b\u001b(?![[O]))/

/** Buffer of at most 4 KiB. */
export function makePendingKeys(): PendingKeys {
  let kept = ''
  let isFull = false
  return {
    add: (text) => {
      const all = kept + text
      const rest = all.replace(DISCARDS, '')
      isFull = Buffer.byteLength(rest) > MAX_BYTES
      if (!isFull) kept = rest
    },
    take: () => {
      const keys = kept
      kept = ''
      isFull = false
      return keys
    },
    status: () => {
      const bytes = Buffer.byteLength(kept)
      const count = bytes === 0 ? '' : ` ${String(bytes)} bytes kept (Ctrl-C or Esc Esc: drop)`
      return `Connection lost, trying again.${count}${isFull ? ' Full' : ''}`
    },
  }
}

/** The hub confirms typed input in its answer. */
const PING_EVERY_MS = 12_000

const readFrame = frameReader(TERMINAL_CHANNEL.sends)

/** Leaves the modes that a session may have set: scroll region, alternate screen, hidden cursor, mouse, paste, application keys, colours. */
const RESET =
  '\u001b[r\u001b[?1049l\u001b[?25h\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?2004l\u001b[?1l\u001b>\u001b[0m'

/** Path of the terminal of a session for a window. */
export const terminalPath = (name: string, { columns, rows }: WindowSize, isHidden = false): string =>
  `${TERMINAL_CHANNEL.path.replace(':name', encodeURIComponent(name))}?cols=${String(columns)}&rows=${String(rows)}${isHidden ? '&hidden=1' : ''}`

interface View {
  window: WindowSize
  /** True when the session has drawn. */
  isShown: boolean
  /** `null` without a connection. */
  send: SendFrame | null
  /** Form of input that the hub takes; `null` until its first frame. */
  takes: 'numbers' | 'plain' | null
}

/** `penates sessions attach`. */
export const attachSession: Run<typeof SESSIONS_ATTACH, HubContext> = async ({ args: { name }, options }, context) => {
  const { terminal, hub, fail } = context
  const key = readKey(options['detach-key'] ?? 'ctrl-]')
  if (E.isLeft(key)) return fail({ exit: 'usage', problem: key.left })
  const size = terminal.size()
  if (size === null) return fail({ exit: 'usage', problem: 'attach needs a terminal as standard input and output' })
  const stop = new AbortController()
  const view: View = { window: size, isShown: false, send: null, takes: null }
  const queue = inputQueue()
  const pending = makePendingKeys()
  const type = (text: string): void => {
    if (text === '') return
    if (view.takes === 'numbers') {
      // A frame that is lost on the way stays in the queue, which sends it again before the pending keys.
      view.send?.({ type: 'input', ...queue.send(text) })
    } else if (view.takes === null || view.send?.({ type: 'input', data: text }) !== true) {
      pending.add(text)
      if (view.isShown && view.send === null) showStatus()
    }
  }
  const showStatus = (): void => raw.write(`\r\u001b[2K${pending.status().slice(0, view.window.columns - 1)}`)
  const welcome = (takes: View['takes'], again: ReadonlyArray<object> = []): void => {
    view.takes = takes
    for (const frame of again) view.send?.({ type: 'input', ...frame })
    type(pending.take())
  }
  const ping = setInterval(
    guarded('ping', () => view.send?.({ type: 'ping' })),
    PING_EVERY_MS,
  )
  const id = randomUUID()
  const raw = terminal.open({
    input: (text) => {
      const at = text.indexOf(key.right)
      type(at === -1 ? text : text.slice(0, at))
      if (at !== -1) stop.abort()
    },
    resize: (changed) => {
      view.window = changed
      view.send?.({ type: 'resize', cols: changed.columns, rows: changed.rows })
    },
  })
  detach('signal to stop', async () => {
    await context.stopAsked()
    stop.abort()
  })
  const end = await follow(hub, {
    path: () => `${terminalPath(name, view.window)}&resume=${id}`,
    opened: (sendFrame) => {
      view.send = sendFrame
      // The window may have changed while the connection was opened.
      sendFrame({ type: 'resize', cols: view.window.columns, rows: view.window.rows })
    },
    received: (data) => {
      if (typeof data === 'string') {
        const frame = readFrame(data)
        if (frame?.type === 'hello') welcome('numbers', queue.resume(frame.applied))
        else if (frame?.type === 'pong' && frame.applied !== undefined) queue.confirm(frame.applied)
        return
      }
      if (view.takes === null) welcome('plain') // an older hub numbers nothing
      view.isShown = true
      raw.write(new Uint8Array(data))
    },
    lost: () => {
      view.send = null
      view.takes = null
      raw.write(`${RESET}\r\n`)
      showStatus()
    },
    final: [DETACHED, SESSION_GONE],
    signal: stop.signal,
  })
  if (view.isShown) raw.write(view.send === null ? '\r\n' : RESET)
  raw.close()
  clearInterval(ping)
  const { unknown } = queue.count()
  if (unknown > 0)
    context.note(`${String(unknown)} characters may be missing: the hub was restarted while they were typed.`)
  return finish(name, end, view.isShown, context)
}

function finish(name: string, end: StreamEnd, isShown: boolean, { hub, fail, note }: HubContext): ExitCode {
  if (end._tag === 'Closed' && end.code === SESSION_GONE && !isShown) {
    return fail(notRunning(name))
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
