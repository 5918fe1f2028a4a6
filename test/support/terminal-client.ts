import { once } from 'node:events'
import type { WebSocket } from 'ws'
import { eventually } from './eventually.js'

/** A terminal as a client sees it. */
export interface TerminalClient {
  readonly shown: () => string
  readonly type: (data: string) => void
  readonly shows: (text: string | RegExp) => Promise<void>
  /** Settles with the code when the socket closes. */
  readonly closed: Promise<number>
  readonly close: () => void
}

export async function terminalClient(socket: WebSocket): Promise<TerminalClient> {
  let shown = ''
  socket.on('message', (raw: Buffer, isBinary) => {
    if (isBinary) shown += raw.toString()
  })
  const closed = once(socket, 'close').then(([code]) => Number(code))
  await once(socket, 'open')
  return {
    shown: () => shown,
    type: (data) => {
      socket.send(JSON.stringify({ type: 'input', data }))
    },
    shows: (text) =>
      eventually(() => {
        if (typeof text === 'string' ? !shown.includes(text) : !text.test(shown)) {
          throw new Error(`not shown: ${String(text)}\n${shown.slice(-2000)}`)
        }
      }),
    closed,
    close: () => {
      socket.close()
    },
  }
}
