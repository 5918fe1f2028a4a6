import type { Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

/** Calls that wait, by the events about them. */
export interface OpenCalls {
  readonly count: () => number
  /** True when a call of the session with this present name waits. */
  readonly waitsFor: (name: string) => boolean
  readonly job: Job
}

export function makeOpenCalls({ feed }: Pick<PushSteps, 'feed'>): OpenCalls {
  const names = new Map<string, string>()
  return {
    count: () => names.size,
    waitsFor: (name) => [...names.values()].includes(name),
    job: {
      name: 'calls that wait, for push',
      start: () =>
        feed.subscribe((event) => {
          if (event._tag === 'tool-approval-request') names.set(event.id, event.name)
          if (event._tag === 'tool-approval-resolved') names.delete(event.id)
        }),
    },
  }
}
