import { WebSocket } from 'ws'
import type { Feed } from '../../../application/attention/feed.port.js'
import type { Presence } from '../../../application/attention/presence.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import type { Endpoint } from '../../../infrastructure/ws/endpoint.js'
import { eventFrame, HELLO, readPresence } from './notifications.codec.js'

const PING_EVERY_MS = 45_000
/** Some ten thousand events. Who is so far behind reads the lists again sooner than all of these. */
const MOST_WAITING_BYTES = 1024 * 1024

/** `/api/notifications/events`: every event to every client, and back what each of its tabs shows. */
export function notificationsEndpoint(feed: Feed, presence: Presence): Endpoint<Caller> {
  const sockets = new Set<WebSocket>()

  feed.subscribe((event) => {
    if (sockets.size === 0) return
    const frame = eventFrame(event)
    for (const socket of sockets) send(socket, frame)
  })

  function send(socket: WebSocket, frame: string): void {
    if (socket.readyState !== WebSocket.OPEN) return
    socket.send(frame)
    if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.close(TRY_AGAIN_LATER, 'Too slow')
  }

  return {
    path: '/api/notifications/events',
    pingEveryMs: PING_EVERY_MS,
    open: (socket) => {
      sockets.add(socket)
      socket.on('close', () => {
        sockets.delete(socket)
        presence.forget(socket)
      })
      socket.on('message', (raw) => {
        const report = readPresence(raw)
        if (report !== null) presence.report(socket, report)
      })
      socket.send(HELLO)
    },
  }
}
