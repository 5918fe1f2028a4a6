import type { Instant } from '../../domain/shared/instant.js'
import { makeListeners } from '../shared/listeners.js'
import type { FeedEvent, Feed } from './feed.port.js'

/** An agent that quits says so, and the session that it was the program of ends a moment later: one end, told once. */
const SAME_END_MS = 10_000

/** The feed within this process: all who listen are sockets of this process. */
export function makeFeed(): Feed {
  const listeners = makeListeners<FeedEvent>('feed')
  const ends = new Map<string, Instant>()

  function isRepeated(event: FeedEvent): boolean {
    switch (event._tag) {
      case 'session-ended': {
        for (const [name, at] of ends) if (Math.abs(event.at - at) > SAME_END_MS) ends.delete(name)
        const repeated = ends.has(event.name)
        ends.set(event.name, event.at)
        return repeated
      }
      case 'session-started':
      case 'session-activity':
        ends.delete(event.name)
        return false
      case 'session-renamed':
        ends.delete(event.newName)
        return false
      case 'session-attached':
      case 'session-attention':
      case 'tool-approval-request':
      case 'tool-approval-resolved':
      case 'tool-alarm':
      case 'tool-alarm-acknowledged':
      case 'card-changed':
      case 'card-removed':
      case 'finish-progress':
      case 'board-forecast':
      case 'usage-progress':
      case 'budget-level':
        return false
    }
  }

  return {
    publish: (event) => {
      if (!isRepeated(event)) listeners.tell(event)
    },
    subscribe: listeners.add,
  }
}
