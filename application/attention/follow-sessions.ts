import type { Job } from '../shared/job.js'
import type { AttentionSteps } from './ports.js'

/** Longest time from the start of a program to the event of its session, which follows once the start is settled. */
const START_WITHIN_MS = 5_000

/**
 * Drops what agents reported when their session ends or starts. A report that an agent sent while its session started is
 * kept: an agent with a first prompt reports it before the start is settled.
 */
export function makeFollowSessions(
  deps: Pick<AttentionSteps, 'feed' | 'store' | 'permissionModes' | 'statusLines'>,
): Job {
  const { feed, store, permissionModes, statusLines } = deps
  return {
    name: 'activity of sessions',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag !== 'session-ended' && event._tag !== 'session-started') return
        const reported = store.get(event.session)?.evidence.at ?? -Infinity
        if (event._tag === 'session-started' && event.at - reported <= START_WITHIN_MS) return
        store.put(event.session, null)
        permissionModes.forget(event.session)
        statusLines.forget(event.session)
      }),
  }
}
