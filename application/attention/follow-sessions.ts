import type { AttentionStore } from './attention-store.js'
import type { Feed } from '../shared/feed.js'

/** Starts following; the answer stops it. */
export type FollowSessions = () => () => void
export interface FollowSessionsDeps {
  readonly feed: Feed
  readonly store: AttentionStore
}

/** What is known of an agent follows its session: through renames, and not past its end into another of that name. */
export function makeFollowSessions({ feed, store }: FollowSessionsDeps): FollowSessions {
  return () =>
    feed.subscribe((event) => {
      if (event._tag === 'session-renamed') store.rename(event.oldName, event.newName)
      if (event._tag === 'session-ended' || event._tag === 'session-started') store.put(event.name, null)
    })
}
