import type { Instant } from '../../domain/shared/instant.js'
import type { FeedEvent, Feed } from './feed.port.js'

/** An agent that quits says so, and the session that it was the program of ends a moment later: one end, told once. */
const SAME_END_MS = 10_000

/** The feed within this process: all who listen are sockets of this process. */
export function makeFeed(): Feed {
  const listeners = new Set<(event: FeedEvent) => void>()
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
        return false
    }
  }

  return {
    publish: (event) => {
      if (isRepeated(event)) return
      for (const listener of [...listeners]) listener(event)
    },
    subscribe: (listener) => {
      // Wrapped, so that one function subscribed twice is two subscriptions.
      const own = (event: FeedEvent): void => {
        listener(event)
      }
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
