import { WebSocket, type RawData } from 'ws'
import type { ListApprovals } from '../../../application/approvals/list-approvals.js'
import type { EventJournal } from '../../../application/shared/event-journal.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import type { Presence } from '../../../application/attention/presence.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { requestEvent } from '../../../domain/approvals/desk.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import type { Endpoint } from '../../../infrastructure/ws/endpoint.js'
import type { LiveLists } from './live-lists.js'
import {
  eventFrame,
  HELLO,
  NOTIFICATIONS_CHANNEL,
  numberedHello,
  readPresence,
  readWatch,
} from './notifications.codec.js'
import { beginningOf, MOST_WAITING_BYTES, replay, type Beginning } from './resume.js'

const PART = 'notifications socket'
const PING_EVERY_MS = 30_000
/** For clients that know nothing of numbers. */
const PLAIN: Beginning = { frames: [{ seq: null, text: HELLO }], isFresh: true }

export interface NotificationsDeps {
  readonly journal: EventJournal
  readonly presence: Presence
  /** Pending questions, which a client receives when it connects. */
  readonly questions: () => Iterable<HubEvent>
  readonly liveLists: LiveLists
}

/** `/api/notifications/events`: every event to every client, and back what each of its tabs shows. */
export function notificationsEndpoint({
  journal,
  presence,
  questions,
  liveLists,
}: NotificationsDeps): Endpoint<Caller> {
  const plain = new Set<WebSocket>()
  const numbered = new Set<WebSocket>()

  journal.subscribe(({ event, seq }) => {
    deliver(plain, () => eventFrame(event))
    deliver(numbered, () => eventFrame(event, seq))
  })

  function deliver(sockets: ReadonlySet<WebSocket>, frameOf: () => string): void {
    if (sockets.size === 0) return
    const frame = frameOf()
    for (const socket of sockets) send(socket, frame)
  }

  function send(socket: WebSocket, frame: string): void {
    if (socket.readyState !== WebSocket.OPEN) return
    socket.send(frame)
    if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.close(TRY_AGAIN_LATER, 'Too slow')
  }

  return {
    path: NOTIFICATIONS_CHANNEL.path,
    pingEveryMs: PING_EVERY_MS,
    open: (socket, { query, caller }) => {
      const after = query.get('after')
      const isLive = query.get('live') === '1'
      const sockets = after === null && !isLive ? plain : numbered
      sockets.add(socket)
      const live = isLive ? liveLists.open((frame) => send(socket, frame)) : null
      const giveUp = (): void => socket.close(TRY_AGAIN_LATER, 'Events cannot be sent')
      const forget = (): void => {
        sockets.delete(socket)
        presence.forget(socket)
        live?.close()
      }
      socket.on('close', guarded(PART, forget))
      const receive = (raw: RawData): void => {
        const report = readPresence(raw)
        // A named token has no device that gets push messages, and silences none.
        if (report !== null && caller.token === undefined) presence.report(socket, report)
        const watch = live === null ? null : readWatch(raw)
        if (watch !== null) live?.watch(watch)
      }
      socket.on('message', guarded(PART, receive, giveUp))
      if (isLive) {
        const position = { boot: journal.bootMs, seq: journal.last(), revision: liveLists.revision() }
        socket.send(numberedHello(position))
        return
      }
      const { frames, isFresh } = after === null ? PLAIN : beginningOf(journal, after)
      for (const { text } of frames) socket.send(text)
      const ask = (frame: string): boolean => {
        if (socket.readyState !== WebSocket.OPEN) return false
        socket.send(frame)
        return true
      }
      if (isFresh) detach(PART, () => replay(questions(), ask), giveUp)
    },
  }
}

/** One request event for each question that is open at the moment it is asked for. */
export function* openQuestions(list: Pick<ListApprovals, 'now' | 'find'>): Iterable<HubEvent> {
  for (const approval of list.now())
    if (list.find(approval.id) !== null) yield requestEvent(approval, approval.createdAt)
}
