import { setImmediate } from 'node:timers/promises'
import { WebSocket, type RawData } from 'ws'
import type { ListApprovals } from '../../../application/approvals/list-approvals.js'
import type { Feed } from '../../../application/shared/feed.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import type { Presence } from '../../../application/attention/presence.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { previewOf } from '../../../domain/approvals/approval.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import type { Endpoint } from '../../../infrastructure/ws/endpoint.js'
import { eventFrame, HELLO, NOTIFICATIONS_CHANNEL, readPresence } from './notifications.codec.js'

const PART = 'notifications socket'
const PING_EVERY_MS = 30_000
/** Bytes, about ten thousand events. Reading the lists again is cheaper than sending a longer backlog. */
const MOST_WAITING_BYTES = 1024 * 1024

/** Events replayed at a time: a millisecond or two. */
const REPLAYED_AT_ONCE = 200

export interface NotificationsDeps {
  readonly feed: Feed
  readonly presence: Presence
  /** Pending questions, which a client receives when it connects. */
  readonly questions: () => Iterable<HubEvent>
}

/** `/api/notifications/events`: every event to every client, and back what each of its tabs shows. */
export function notificationsEndpoint({ feed, presence, questions }: NotificationsDeps): Endpoint<Caller> {
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

  /** Sends pending questions. Skips those that are answered while it runs. */
  async function replay(socket: WebSocket, events: Iterable<HubEvent>): Promise<void> {
    let sent = 0
    for (const event of events) {
      if (socket.readyState !== WebSocket.OPEN) return
      socket.send(eventFrame(event))
      sent += 1
      if (sent % REPLAYED_AT_ONCE === 0) await setImmediate()
    }
  }

  return {
    path: NOTIFICATIONS_CHANNEL.path,
    pingEveryMs: PING_EVERY_MS,
    open: (socket) => {
      sockets.add(socket)
      const giveUp = (): void => socket.close(TRY_AGAIN_LATER, 'Events cannot be sent')
      const forget = (): void => {
        sockets.delete(socket)
        presence.forget(socket)
      }
      socket.on('close', guarded(PART, forget))
      const receive = (raw: RawData): void => {
        const report = readPresence(raw)
        if (report !== null) presence.report(socket, report)
      }
      socket.on('message', guarded(PART, receive, giveUp))
      socket.send(HELLO)
      detach(PART, () => replay(socket, questions()), giveUp)
    },
  }
}

/** One request event for each question that is open at the moment it is asked for. */
export function* openQuestions(list: Pick<ListApprovals, 'now' | 'find'>): Iterable<HubEvent> {
  for (const { id } of list.now()) {
    const approval = list.find(id)
    if (approval === null) continue
    const { session, tool, input } = approval.call
    const preview = previewOf(tool, input)
    yield { _tag: 'tool-approval-request', id, name: session, tool, preview, at: approval.createdAt }
  }
}
