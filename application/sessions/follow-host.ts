import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { noteEnded, renameKnown } from '../../domain/sessions/known-session.js'
import type { HostEvent } from '../../domain/sessions/session.js'
import type { Feed } from '../shared/feed.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import type { Clock } from '../shared/clock.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import { isLive } from './is-live.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionRecord } from './session-record.port.js'
import type { SessionTokens } from './session-tokens.port.js'
import { HEARTBEAT_KEY } from './take-heartbeat.js'

export interface FollowHostDeps {
  readonly host: SessionHost
  readonly record: SessionRecord
  readonly tokens: SessionTokens
  readonly feed: Feed
  readonly withLock: WithLock
  readonly clock: Clock
  readonly log: Log
}

const PART = 'session records follow tmux'

/**
 * Publishes every change of the host to all clients, regardless of its cause, and updates session records and tokens
 * after changes by hand. A session that ended together with its host stays in the heartbeat, which a restore reads.
 */
export function makeFollowHost(deps: FollowHostDeps): Job {
  const { host, record, tokens, feed, withLock, clock, log } = deps

  const ended = (name: string): TE.TaskEither<Unavailable, void> =>
    pipe(
      withLock(
        [HEARTBEAT_KEY],
        record.update((book) => E.right(noteEnded(book, name))),
      ),
      TE.flatMap(() => unlessLive(name, TE.asUnit(tokens.revoke(name)))),
    )

  /** The name may have been taken again since the event. */
  const unlessLive = (name: string, then: TE.TaskEither<Unavailable, void>): TE.TaskEither<Unavailable, void> =>
    pipe(
      isLive(host, name),
      TE.flatMap((runs) => (runs ? TE.right(undefined) : then)),
    )

  const renamed = (from: string, to: string): TE.TaskEither<Unavailable, void> =>
    pipe(
      record.update((book) =>
        pipe(
          renameKnown(book, from, to, clock.now()),
          E.orElse(() => E.right(book)),
        ),
      ),
      TE.flatMap(() => tokens.rename(from, to)),
    )

  const follow = (event: HostEvent): T.Task<void> | undefined => {
    if (event._tag === 'SessionEnded' && event.with === 'session') {
      return logged(event.name, withLock([event.name], ended(event.name)))
    }
    if (event._tag === 'SessionRenamed') {
      const { from, to } = event
      return logged(to, withLock([from, to], unlessLive(from, renamed(from, to))))
    }
    return undefined
  }

  const logged = (session: string, task: TE.TaskEither<Unavailable, void>): T.Task<void> =>
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
        feed.publish(fed(event, clock.now()))
        const following = follow(event)
        if (following !== undefined) detach(PART, following)
      }),
  }
}

function fed(event: HostEvent, at: number): HubEvent {
  switch (event._tag) {
    case 'SessionStarted':
      return { _tag: 'session-started', name: event.name, at }
    case 'SessionEnded':
      return { _tag: 'session-ended', name: event.name, at }
    case 'SessionRenamed':
      return { _tag: 'session-renamed', oldName: event.from, newName: event.to, at }
    case 'SessionAttached':
      return { _tag: 'session-attached', name: event.name, attached: event.attached, at }
  }
}
