import type { Feed } from '../shared/feed.js'
import type { Clock } from '../shared/clock.port.js'
import type { UsageLogs } from './usage-logs.port.js'

/** Tells clients how the reading of logs comes on, and that it has found something new. The answer stops it. */
export type FollowUsage = () => () => void
export interface FollowUsageDeps {
  readonly logs: UsageLogs
  readonly feed: Feed
  readonly clock: Clock
}

export function makeFollowUsage({ logs, feed, clock }: FollowUsageDeps): FollowUsage {
  return () =>
    logs.onProgress((progress) => {
      feed.publish({ _tag: 'usage-progress', progress, at: clock.now() })
    })
}
