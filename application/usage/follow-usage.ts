import type { Feed } from '../shared/feed.js'
import type { Clock } from '../shared/clock.port.js'
import type { Job } from '../shared/job.js'
import type { UsageLogs } from './usage-logs.port.js'

export interface FollowUsageDeps {
  readonly logs: UsageLogs
  readonly feed: Feed
  readonly clock: Clock
}

/** Publishes the progress of reading the logs, and that a reading has found something new. */
export function makeFollowUsage({ logs, feed, clock }: FollowUsageDeps): Job {
  return {
    name: 'progress of usage',
    start: () =>
      logs.onProgress((progress) => {
        feed.publish({ _tag: 'usage-progress', progress, at: clock.now() })
      }),
  }
}
