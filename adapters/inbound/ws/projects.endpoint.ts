import { WebSocket } from 'ws'
import type { ProjectEvents } from '../../../application/projects/change-projects.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import type { Endpoint } from '../../../infrastructure/ws/endpoint.js'
import { projectChangedFrame, PROJECTS_CHANNEL, PROJECTS_HELLO } from './projects.codec.js'

const PING_EVERY_MS = 30_000
/** Limit of the backlog. Reading all projects again is cheaper than sending more than this. */
const MOST_WAITING_BYTES = 1024 * 1024

/** `/api/projects/events`: every change of every plan document to every client. */
export function projectsEndpoint(events: ProjectEvents): Endpoint<Caller> {
  const sockets = new Set<WebSocket>()

  events.subscribe((event) => {
    const frame = projectChangedFrame(event)
    for (const socket of sockets) {
      if (socket.readyState !== WebSocket.OPEN) continue
      socket.send(frame)
      if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.close(TRY_AGAIN_LATER, 'Too slow')
    }
  })

  return {
    path: PROJECTS_CHANNEL.path,
    pingEveryMs: PING_EVERY_MS,
    open: (socket) => {
      sockets.add(socket)
      socket.on(
        'close',
        guarded('projects socket', () => sockets.delete(socket)),
      )
      socket.on('message', () => undefined)
      socket.send(PROJECTS_HELLO)
    },
  }
}
