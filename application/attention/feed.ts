import type { FeedEvent, Feed } from './feed.port.js'

/** The feed within this process: all who listen are sockets of this process. */
export function makeFeed(): Feed {
  const listeners = new Set<(event: FeedEvent) => void>()
  return {
    publish: (event) => {
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
