import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket, type RawData } from 'ws'
import type { IncomingMessage } from 'node:http'
import { FORBIDDEN, UNAUTHORIZED } from '../../../../infrastructure/ws/close-codes.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import type { Failure } from '../output.js'
import type { Target } from '../context.js'

/** End of a socket that is not opened again. */
export type StreamEnd =
  | { readonly _tag: 'Closed'; readonly code: number }
  /** The upgrade was answered with an HTTP status. */
  | { readonly _tag: 'Refused'; readonly status: number }
  | { readonly _tag: 'Unreachable'; readonly detail: string }
  /** The signal of the caller ended it. */
  | { readonly _tag: 'Stopped' }

/** Socket that is opened again after a loss. */
export interface Stream {
  /** Path and query, read at each opening. */
  readonly path: () => string
  readonly opened: (send: (frame: object) => void) => void
  readonly received: (data: Buffer, isBinary: boolean) => void
  /** The connection was lost; the next one is tried. */
  readonly lost: () => void
  /** Close codes that end the stream, beside those of a refused token. */
  readonly final: ReadonlyArray<number>
  readonly signal: AbortSignal
}

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 3_000
/** Time without a connection after which the hub counts as gone. A restart takes seconds. */
const GIVE_UP_AFTER_MS = 60_000
/** The hub pings every 30 s. */
const SILENT_FOR_MS = 75_000

/** Keeps a socket open until its end. A first connection that fails is not tried again. */
export async function follow(target: Target, stream: Stream): Promise<StreamEnd> {
  let lastOpen: number | null = null
  let pause = FIRST_PAUSE_MS
  for (;;) {
    const { end, wasOpen } = await connection(target, stream)
    if (stream.signal.aborted) return { _tag: 'Stopped' }
    if (wasOpen) [lastOpen, pause] = [Date.now(), FIRST_PAUSE_MS]
    const isFinal = end._tag === 'Closed' && [...stream.final, UNAUTHORIZED, FORBIDDEN].includes(end.code)
    if (isFinal || lastOpen === null || Date.now() - lastOpen > GIVE_UP_AFTER_MS) return end
    stream.lost()
    await delay(pause, undefined, { signal: stream.signal }).catch(() => undefined)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
}

interface Connection {
  readonly end: StreamEnd
  readonly wasOpen: boolean
}

async function connection({ url, token, inner }: Target, stream: Stream): Promise<Connection> {
  const socket = new WebSocket(
    `${url.replace(/^http/, 'ws')}${stream.path()}`,
    token === null ? [] : [`bearer.${token}`],
    // eslint-disable-next-line local/guarded-callbacks -- called within the constructor
    inner === undefined ? {} : { headers: inner.headers, createConnection: inner.connect },
  )
  const seen: { wasOpen: boolean; failure: StreamEnd | null } = { wasOpen: false, failure: null }
  const cut = guarded('socket', () => socket.terminate())
  const silence = setTimeout(cut, SILENT_FOR_MS)
  stream.signal.addEventListener('abort', cut)
  socket.on(
    'ping',
    guarded('socket', () => silence.refresh()),
  )
  socket.on(
    'open',
    guarded('socket', () => {
      seen.wasOpen = true
      stream.opened((frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
      })
    }),
  )
  socket.on(
    'message',
    guarded('socket', (data: RawData, isBinary: boolean) => {
      silence.refresh()
      stream.received(data as Buffer, isBinary) // the binary type is 'nodebuffer'
    }),
  )
  socket.on(
    'unexpected-response',
    guarded('socket', (_: unknown, response: IncomingMessage) => {
      seen.failure = { _tag: 'Refused', status: response.statusCode ?? 0 }
      socket.terminate()
    }),
  )
  socket.on(
    'error',
    guarded('socket', (error: Error) => {
      seen.failure ??= { _tag: 'Unreachable', detail: error.message }
    }),
  )
  if (stream.signal.aborted) cut()
  const code = await new Promise<number>((resolve) => {
    socket.on('close', guarded('socket', resolve))
  })
  clearTimeout(silence)
  stream.signal.removeEventListener('abort', cut)
  const { wasOpen, failure } = seen
  return { wasOpen, end: wasOpen || failure === null ? { _tag: 'Closed', code } : failure }
}

/** Explains the end of a stream that no code of its own channel explains. */
export function explainEnd(end: StreamEnd, { url }: Target): Failure {
  switch (end._tag) {
    case 'Stopped':
      return { problem: 'the connection was ended' }
    case 'Unreachable':
      return {
        exit: 'unreachable',
        problem: `the hub at ${url} does not answer: ${end.detail}`,
        mend: 'Check the address, and that the hub runs there.',
      }
    case 'Refused':
      return end.status === 401 || end.status === 403
        ? { exit: 'forbidden', problem: `the hub refuses the connection (status ${String(end.status)})` }
        : {
            exit: 'version',
            problem: `the hub does not have this connection (status ${String(end.status)})`,
            mend: 'It is of another version, or the address is not that of a hub.',
          }
    case 'Closed':
      if (end.code === UNAUTHORIZED)
        return { exit: 'forbidden', problem: 'the token is missing or not valid for this hub' }
      if (end.code === FORBIDDEN)
        return { exit: 'forbidden', problem: 'the token does not have the permission for this operation' }
      return { exit: 'unreachable', problem: `the connection to ${url} was lost` }
  }
}
