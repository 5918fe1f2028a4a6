import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { failureBeside, type Activity, type Attention } from '../../domain/attention/activity.js'
import type { Step } from '../../domain/attention/engine.js'
import type { TurnFailure } from '../../domain/attention/turn-failure.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { AttentionSteps } from './ports.js'

/** Changes the activity of a session by one event and publishes the change. Events of one session keep their order. */
export type UpdateActivity = (
  session: SessionId,
  change: (attention: Attention | null, at: Instant) => Step,
) => T.Task<void>

export function makeUpdateActivity(
  deps: Pick<AttentionSteps, 'store' | 'record' | 'directory' | 'feed' | 'clock'>,
): UpdateActivity {
  const { store, record, directory, feed, clock } = deps
  /** False when the record of sessions cannot be read. */
  const isMuted = (session: SessionId): T.Task<boolean> =>
    pipe(
      record.read,
      TE.match(
        () => false,
        ({ known }) => known.find(({ id }) => id === session)?.muted ?? false,
      ),
    )

  return (session, change) => async () => {
    const muted = await isMuted(session)()
    const name = directory.nameOf(session)
    const at = clock.now()
    const before = store.get(session)
    const { next, tell, alert } = change(before, at)
    // Most looks at a screen change nothing, and each stored change is another revision of the session list.
    if (next === before && tell === 'nothing') return
    const calls = alert && !muted
    // Muted alerts do not start the cool-down.
    store.put(session, next === null || calls ? next : { ...next, alertedAt: before?.alertedAt ?? null })
    if (tell === 'ended') feed.publish({ _tag: 'session-ended', session, name, at })
    if (tell === 'activity' && next !== null) feed.publish({ session, name, ...activityEvent(next, at) })
    if (calls && next !== null && isCall(next.activity)) {
      const { activity } = next
      feed.publish({ _tag: 'session-attention', session, name, activity, ...failureOf(next), at })
    }
  }
}

const isCall = (activity: Activity): activity is 'idle' | 'waiting' => activity === 'idle' || activity === 'waiting'

function failureOf(attention: Attention): { readonly failure?: TurnFailure } {
  const failure = failureBeside(attention.activity, attention)
  return failure === null ? {} : { failure }
}

function activityEvent(attention: Attention, at: Instant) {
  const { activity, tool, since, evidence, retry } = attention
  const running = { ...(tool === null ? {} : { tool }), ...(retry === null ? {} : { retry }) }
  return { _tag: 'session-activity', activity, ...running, ...failureOf(attention), since, evidence, at } as const
}
