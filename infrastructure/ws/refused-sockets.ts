import type { WebSocket } from 'ws'
import { guarded } from '../guard/guard.js'

/** Maximum of lingering sockets: all tabs and devices of a person with an old token. */
const MOST_LINGERING = 64

/**
 * Closes refused sockets with a code. A peer that does not answer lingers until the close timeout of ws; beyond the
 * maximum, the oldest are terminated, so that unauthenticated clients hold a bounded number of sockets.
 */
export function makeRefusedSockets(): (socket: WebSocket, code: number, reason: string) => void {
  const lingering = new Set<WebSocket>()
  return (socket, code, reason) => {
    socket.on(
      'error',
      guarded('refused socket', () => socket.terminate()),
    )
    socket.on(
      'close',
      guarded('refused socket', () => lingering.delete(socket)),
    )
    lingering.add(socket)
    socket.close(code, reason)
    const [oldest] = lingering
    if (lingering.size > MOST_LINGERING && oldest !== undefined) {
      lingering.delete(oldest)
      oldest.terminate()
    }
  }
}
