import type { HubEvent } from '../../domain/events/hub-event.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Feed } from './feed.js'
import { makeListeners } from './listeners.js'

/** Event with its number. Numbers of one boot start at 1 and have no gaps. */
export interface NumberedEvent {
  readonly seq: number
  readonly event: HubEvent
}

/** Last events of this boot, for clients that come back after a loss of their connection. */
export interface EventJournal {
  /** Time of this start; numbers of another boot mean other events. */
  readonly bootMs: Instant
  /** Number of the last event; 0 before the first. */
  readonly last: () => number
  /**
   * Events after a position, which is `<boot>-<seq>`; `null` when events in between are no longer known: of another
   * boot, too old, or no position of this hub.
   */
  readonly after: (position: string) => ReadonlyArray<NumberedEvent> | null
  /** Calls `listener` for every later event, in order. Returns an unsubscribe function. */
  readonly subscribe: (listener: (event: NumberedEvent) => void) => () => void
}

/** Enough for minutes of a busy hub; a client that was away for longer reads the lists again. */
const KEPT_EVENTS = 1_000

/** Numbers and keeps the events of a feed, from the call on. */
export function makeEventJournal(feed: Feed, bootMs: Instant, keptEvents = KEPT_EVENTS): EventJournal {
  const listeners = makeListeners<NumberedEvent>('event journal')
  const ring: NumberedEvent[] = []
  let last = 0

  feed.subscribe((event) => {
    last += 1
    const numbered = { seq: last, event }
    ring[last % keptEvents] = numbered
    listeners.tell(numbered)
  })

  return {
    bootMs,
    last: () => last,
    after: (position) => {
      const [, boot, seq] = /^(\d{1,16})-(\d{1,16})$/.exec(position) ?? []
      const missed = last - Number(seq)
      if (Number(boot) !== bootMs || missed < 0 || missed > keptEvents) return null
      return Array.from({ length: missed }, (_, index) => ring[(Number(seq) + 1 + index) % keptEvents] as NumberedEvent)
    },
    subscribe: listeners.add,
  }
}
