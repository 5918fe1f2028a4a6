import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Activity, Attention } from '../../domain/attention/activity.js'
import type { Step } from '../../domain/attention/engine.js'
import { findKnown } from '../../domain/sessions/known-session.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { SessionRecord } from '../sessions/session-record.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { AttentionStore } from './attention-store.js'
import type { Feed } from '../shared/feed.js'

/** Changes the activity of a session by one event and publishes the change. Events of one session keep their order. */
export type UpdateActivity = (
  session: string,
  change: (attention: Attention | null, at: Instant) => Step,
) => T.Task<void>
export interface UpdateActivityDeps {
  readonly store: AttentionStore
  readonly record: SessionRecord
  readonly feed: Feed
  readonly clock: Clock
}

export function makeUpdateActivity({ store, record, feed, clock }: UpdateActivityDeps): UpdateActivity {
  /** False when the record of sessions cannot be read. */
  const isMuted = (session: string): T.Task<boolean> =>
    pipe(
      record.read,
      TE.match(
        () => false,
        (book) => findKnown(book, session)?.muted ?? false,
      ),
    )

  return (session, change) => async () => {
    const muted = await isMuted(session)()
    const at = clock.now()
    const before = store.get(session)
    const { next, tell, alert } = change(before, at)
    const calls = alert && !muted
    // Muted alerts do not start the cool-down.
    store.put(session, next === null || calls ? next : { ...next, alertedAt: before?.alertedAt ?? null })
    if (tell === 'ended') feed.publish({ _tag: 'session-ended', name: session, at })
    if (tell === 'activity' && next !== null) feed.publish(activityEvent(session, next, at))
    if (calls && next !== null && isCall(next.activity)) {
      feed.publish({ _tag: 'session-attention', name: session, activity: next.activity, at })
    }
  }
}

const isCall = (activity: Activity): activity is 'idle' | 'waiting' => activity === 'idle' || activity === 'waiting'

const activityEvent = (name: string, { activity, tool, since, evidence }: Attention, at: Instant) =>
  ({
    _tag: 'session-activity',
    name,
    activity,
    ...(tool === null ? {} : { tool }),
    since,
    evidence,
    at,
  }) as const
