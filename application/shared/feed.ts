import type { HubEvent } from '../../domain/events/hub-event.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { makeListeners } from './listeners.js'

/** The bus on which every feature publishes its events. */
export type Feed = EventBus<HubEvent>

/** An agent that quits reports its end, and the host reports the end of its session a moment later: one event. */
const SAME_END_MS = 10_000

export function makeFeed(): Feed {
  const bus = makeEventBus<HubEvent>('feed')
  const ends = new Map<SessionId, Instant>()

  function isRepeated(event: HubEvent): boolean {
    switch (event._tag) {
      case 'session-ended': {
        for (const [session, at] of ends) if (Math.abs(event.at - at) > SAME_END_MS) ends.delete(session)
        const repeated = ends.has(event.session)
        ends.set(event.session, event.at)
        return repeated
      }
      case 'session-started':
      case 'session-activity':
        ends.delete(event.session)
        return false
      default:
        return false
    }
  }

  return {
    publish: (event) => {
      if (!isRepeated(event)) bus.publish(event)
    },
    subscribe: bus.subscribe,
  }
}

/** Delivers events to the current subscribers of this process. Events are not stored. */
export interface EventBus<E> {
  /** Calls all subscribers, in the order of their subscriptions. */
  readonly publish: (event: E) => void
  /** Calls `listener` for every later event, in order. Returns an unsubscribe function. */
  readonly subscribe: (listener: (event: E) => void) => () => void
}

/** An exception of one listener is reported as a defect of `part`; the others are still called. */
function makeEventBus<E>(part: string): EventBus<E> {
  const listeners = makeListeners<E>(part)
  return { publish: listeners.tell, subscribe: listeners.add }
}
