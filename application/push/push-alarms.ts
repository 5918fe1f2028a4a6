import { alarmMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import type { Feed } from '../shared/feed.js'
import type { PushQueue } from './push-queue.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'

/** Tells every device about an alarm of the gate, also one that shows the session; the answer stops it. */
export type PushAlarms = () => () => void
export interface PushAlarmsDeps {
  readonly feed: Feed
  readonly subscriptions: PushSubscriptions
  readonly queue: PushQueue
  readonly prefix: string
}

export function makePushAlarms({ feed, subscriptions, queue, prefix }: PushAlarmsDeps): PushAlarms {
  return () =>
    feed.subscribe((event) => {
      if (event._tag !== 'tool-alarm') return
      const message = alarmMessage(event, prefix)
      for (const subscription of subscriptions.current()) if (!isBroken(subscription)) queue.add(subscription, message)
    })
}
