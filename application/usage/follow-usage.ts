import type { Job } from '../shared/job.js'
import type { UsagePorts } from './ports.js'

/** Publishes the progress of reading the logs, and that a reading has found something new. */
export function makeFollowUsage({ logs, feed, clock }: Pick<UsagePorts, 'logs' | 'feed' | 'clock'>): Job {
  return {
    name: 'progress of usage',
    start: () =>
      logs.onProgress((progress) => {
        feed.publish({ _tag: 'usage-progress', progress, at: clock.now() })
      }),
  }
}
