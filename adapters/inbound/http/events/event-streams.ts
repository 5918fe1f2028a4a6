import type { ServerResponse } from 'node:http'
import type { EventJournal } from '../../../../application/shared/event-journal.js'
import type { HubEvent } from '../../../../domain/events/hub-event.js'
import { detach, guarded } from '../../../../infrastructure/guard/guard.js'
import { eventFrame } from '../../ws/notifications.codec.js'
import { beginningOf, MOST_WAITING_BYTES, replay, type NumberedFrame } from '../../ws/resume.js'

const PART = 'event stream'
/** Milliseconds between comments that keep proxies from closing an idle stream. */
const BEAT_MS = 15_000
/** Events of the hub for clients without WebSocket. */
export interface EventStreams {
  /** Writes events after a position, and all later ones, until the client leaves or the stream is ended. */
  readonly send: (response: ServerResponse, lastEventId: string) => Promise<void>
  /** Ends all streams. */
  readonly dismiss: () => void
}

export interface EventStreamsDeps {
  readonly journal: EventJournal
  /** Pending questions, for a client that has missed events. */
  readonly questions: () => Iterable<HubEvent>
}

/** Streams in the form of server-sent events. Each message is one frame of the notifications socket. */
export function makeEventStreams({ journal, questions }: EventStreamsDeps): EventStreams {
  const open = new Set<ServerResponse>()
  const idOf = (seq: number): string => `${String(journal.bootMs)}-${String(seq)}`

  function write(response: ServerResponse, { seq, text }: NumberedFrame): boolean {
    if (response.destroyed) return false
    response.write(`${seq === null ? '' : `id: ${idOf(seq)}\n`}data: ${text}\n\n`)
    if (response.writableLength > MOST_WAITING_BYTES) response.destroy()
    return true
  }

  function begin(response: ServerResponse, lastEventId: string): void {
    const { frames, isFresh } = beginningOf(journal, lastEventId)
    for (const frame of frames) write(response, frame)
    const ask = (text: string): boolean => write(response, { seq: null, text })
    if (isFresh)
      detach(
        PART,
        () => replay(questions(), ask),
        () => response.destroy(),
      )
  }

  return {
    send: (response, lastEventId) =>
      new Promise((resolve) => {
        let isBehind = false
        const beat = (): void => {
          // A client that has not taken the last beat by now is gone or stuck.
          if (isBehind && response.writableLength > 0) response.destroy()
          else response.write(':\n\n')
          isBehind = response.writableLength > 0
        }
        const timer = setInterval(
          guarded(PART, beat, () => response.destroy()),
          BEAT_MS,
        )
        open.add(response)
        const unsubscribe = journal.subscribe(({ event, seq }) =>
          write(response, { seq, text: eventFrame(event, seq) }),
        )
        const leave = (): void => {
          clearInterval(timer)
          unsubscribe()
          open.delete(response)
          resolve()
        }
        response.once('close', guarded(PART, leave))
        if (response.destroyed) leave()
        else begin(response, lastEventId)
      }),
    dismiss: () => {
      for (const response of open) response.end()
    },
  }
}
