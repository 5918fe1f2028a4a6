import type { AttentionStore } from './attention-store.js'
import type { PermissionModes } from './permission-modes.js'
import type { StatusLines } from './status-lines.js'
import type { Feed } from '../shared/feed.js'
import type { Job } from '../shared/job.js'

export interface FollowSessionsDeps {
  readonly feed: Feed
  readonly store: AttentionStore
  readonly permissionModes: PermissionModes
  readonly statusLines: StatusLines
}

/** Drops what agents reported when their session ends or starts. */
export function makeFollowSessions({ feed, store, permissionModes, statusLines }: FollowSessionsDeps): Job {
  return {
    name: 'activity of sessions',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag !== 'session-ended' && event._tag !== 'session-started') return
        store.put(event.session, null)
        permissionModes.forget(event.session)
        statusLines.forget(event.session)
      }),
  }
}
