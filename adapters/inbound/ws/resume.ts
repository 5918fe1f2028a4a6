import { setImmediate } from 'node:timers/promises'
import type { EventJournal } from '../../../application/shared/event-journal.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { eventFrame, gapFrame, numberedHello } from './notifications.codec.js'

/** Bytes that may wait for a client, about ten thousand events. Reading the lists again is cheaper than a longer backlog. */
export const MOST_WAITING_BYTES = 1024 * 1024

/** Frame with the number of its event; `null` for what is no event of the journal. */
export interface NumberedFrame {
  readonly seq: number | null
  readonly text: string
}

/** First frames for a client. */
export interface Beginning {
  readonly frames: ReadonlyArray<NumberedFrame>
  /** True for a client that has to read the lists and gets the pending questions. */
  readonly isFresh: boolean
}

/** `hello`, then the events after a position. `gap` in their place when they are no longer kept, or too long to be sent. */
export function beginningOf(journal: EventJournal, after: string): Beginning {
  const position = { boot: journal.bootMs, seq: journal.last() }
  const hello = { seq: null, text: numberedHello(position) }
  if (after === '') return { frames: [{ ...hello, seq: position.seq }], isFresh: true }
  const missed = journal.after(after)?.map(({ event, seq }) => ({ seq, text: eventFrame(event, seq) }))
  const length = missed?.reduce((sum, { text }) => sum + text.length, 0) ?? Number.POSITIVE_INFINITY
  return missed === undefined || length > MOST_WAITING_BYTES / 2
    ? { frames: [hello, { seq: position.seq, text: gapFrame(position) }], isFresh: true }
    : { frames: [hello, ...missed], isFresh: false }
}

/** Events replayed at a time: a millisecond or two. */
const REPLAYED_AT_ONCE = 200

/** Passes pending questions to `send` until it returns false. Skips those that are answered while it runs. */
export async function replay(questions: Iterable<HubEvent>, send: (frame: string) => boolean): Promise<void> {
  let sent = 0
  for (const event of questions) {
    if (!send(eventFrame(event))) return
    sent += 1
    if (sent % REPLAYED_AT_ONCE === 0) await setImmediate()
  }
}
