import type { AttentionStore } from './attention-store.js'
import type { Feed } from '../shared/feed.js'
import type { Job } from '../shared/job.js'

export interface FollowSessionsDeps {
  readonly feed: Feed
  readonly store: AttentionStore
}

/** Activity of agents moves with a rename of their session and is dropped when it ends or starts. */
export function makeFollowSessions({ feed, store }: FollowSessionsDeps): Job {
  return {
    name: 'activity of sessions',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag === 'session-renamed') store.rename(event.oldName, event.newName)
        if (event._tag === 'session-ended' || event._tag === 'session-started') store.put(event.name, null)
      }),
  }
}
