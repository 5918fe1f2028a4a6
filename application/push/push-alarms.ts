import { alarmMessage } from '../../domain/push/message.js'
import type { Feed } from '../shared/feed.js'
import type { Job } from '../shared/job.js'
import type { PushQueue } from './push-queue.js'

export interface PushAlarmsDeps {
  readonly feed: Feed
  readonly queue: PushQueue
  readonly prefix: string
}

/** Pushes alarms of the gate to every device, also to one that shows the session. */
export function makePushAlarms({ feed, queue, prefix }: PushAlarmsDeps): Job {
  return {
    name: 'push of alarms',
    start: () =>
      feed.subscribe((event) => {
        if (event._tag === 'tool-alarm') queue.addForAll(alarmMessage(event, prefix))
      }),
  }
}
