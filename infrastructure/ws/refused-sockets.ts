import type { WebSocket } from 'ws'
import { guarded } from '../guard/guard.js'

/** Enough for every tab and device of a person with an old token at once. */
const MOST_LINGERING = 64

/**
 * Closes refused sockets with a code. A peer that does not answer lingers until ws gives up on it; when too many do, the
 * oldest are cut off, so that strangers never hold more than a fixed number of sockets.
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
