import { alarmMessage } from '../../domain/push/message.js'
import type { Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

/** Pushes alarms of the gate to every device, also to one that shows the session. */
export function makePushAlarms({ feed, queue, prefix }: Pick<PushSteps, 'feed' | 'queue' | 'prefix'>): Job {
  return {
    name: 'push of alarms',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag === 'tool-alarm') queue.addForAll(alarmMessage(event, prefix))
      }),
  }
}
