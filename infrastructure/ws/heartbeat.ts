import { WebSocket } from 'ws'
import { guarded } from '../guard/guard.js'

/** Monitors the sockets of one endpoint. */
export interface Heartbeat {
  /** Monitors a socket until it closes. Returns a function to call for every other sign of life. */
  readonly watch: (socket: WebSocket) => () => void
  readonly stop: () => void
}

/** Pings every socket at each beat, and terminates those without a sign of life since the previous beat. */
export function makeHeartbeat(everyMs: number): Heartbeat {
  const isAlive = new Map<WebSocket, boolean>()

  const beat = (): void => {
    for (const [socket, alive] of isAlive) {
      // A paused socket cannot read a pong, so it is not terminated.
      if (!alive && !socket.isPaused) {
        socket.terminate()
      } else if (socket.readyState === WebSocket.OPEN) {
        isAlive.set(socket, false)
        socket.ping()
      }
    }
  }
  const timer = setInterval(guarded('heartbeat of sockets', beat), everyMs)
  timer.unref()

  return {
    watch: (socket) => {
      const markAlive = (): void => {
        if (isAlive.has(socket)) isAlive.set(socket, true)
      }
      isAlive.set(socket, true)
      socket.on('pong', guarded('heartbeat of sockets', markAlive))
      socket.on('message', guarded('heartbeat of sockets', markAlive))
      socket.on(
        'close',
        guarded('heartbeat of sockets', () => isAlive.delete(socket)),
      )
      return markAlive
    },
    stop: () => {
      clearInterval(timer)
    },
  }
}
