import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { namedAsLive, noteEnded } from '../../domain/sessions/session-record.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { HostEvent } from '../../domain/sessions/session.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { HEARTBEAT_KEY } from './session-records.js'
import type { SessionsPorts, SessionsSteps } from './ports.js'

const PART = 'session records follow tmux'

/**
 * Publishes every change of the host to all clients, regardless of its cause, and updates session records and tokens
 * after changes by hand. A session that ended together with its host stays in the heartbeat, which a restore reads.
 */
export function makeFollowHost(
  deps: Pick<SessionsPorts, 'host' | 'directory' | 'record' | 'feed' | 'withLock' | 'clock' | 'log'> &
    Pick<SessionsSteps, 'readLiveSessions' | 'tokens'>,
): Job {
  const { host, readLiveSessions, directory, record, tokens, feed, withLock, clock, log } = deps

  const ended = (id: SessionId): TE.TaskEither<Unavailable, unknown> =>
    pipe(
      host.list,
      // The session may have been started again since the event.
      TE.flatMap((live): TE.TaskEither<Unavailable, unknown> => {
        if (live.some((session) => session.id === id)) return TE.right(undefined)
        return pipe(
          withLock(
            [HEARTBEAT_KEY],
            record.update((records) => E.right(noteEnded(records, id))),
          ),
          TE.flatMap(() => tokens.revoke(id)),
        )
      }),
    )

  const renamed = pipe(
    host.list,
    TE.flatMap((live) => record.update((records) => E.right(namedAsLive(records, live)))),
  )

  const follow = (event: HostEvent): TE.TaskEither<Unavailable, unknown> => {
    switch (event._tag) {
      case 'SessionStarted':
        return readLiveSessions
      case 'SessionRenamed':
        return withLock([event.id], renamed)
      case 'SessionEnded':
        return event.with === 'session' ? withLock([event.id], ended(event.id)) : TE.right(undefined)
      default:
        return TE.right(undefined)
    }
  }

  const logged = (session: string, task: TE.TaskEither<Unavailable, unknown>): T.Task<void> =>
    pipe(
      task,
      TE.match(
        ({ detail }) => {
          log.error('a change of the session host could not be recorded', { session, detail })
        },
        () => undefined,
      ),
    )

  return {
    name: PART,
    start: () =>
      host.watch((event) => {
        const name = event._tag === 'SessionRenamed' ? event.to : event.name
        directory.note({ id: event.id, name })
        feed.publish(fed(event, clock.now()))
        detach(PART, logged(name, follow(event)))
      }),
  }
}

function fed(event: HostEvent, at: number): HubEvent {
  switch (event._tag) {
    case 'SessionStarted':
      return { _tag: 'session-started', session: event.id, name: event.name, at }
    case 'SessionEnded':
      return { _tag: 'session-ended', session: event.id, name: event.name, at }
    case 'SessionRenamed':
      return { _tag: 'session-renamed', session: event.id, oldName: event.from, newName: event.to, at }
    case 'SessionAttached':
      return { _tag: 'session-attached', session: event.id, name: event.name, attached: event.attached, at }
  }
}
