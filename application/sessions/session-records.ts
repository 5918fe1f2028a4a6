import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { parseConversationId } from '../../domain/agents/agent-conversation.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import { sessionNotKnown, type SessionNotKnown } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import {
  beat,
  namedAsLive,
  remember,
  noteConversation,
  findKnown,
  setMark,
  forget,
  type SessionRecords,
  type SessionRecord,
  type SessionMark,
} from '../../domain/sessions/session-record.js'
import { DEFAULT_SETTINGS } from '../../domain/settings/settings.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Clock } from '../shared/clock.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import type { SessionsSteps, SessionsPorts } from './ports.js'

/** Changes the records and notes in the same write who is alive. */
export type UpdateSessionRecords = <E = never>(
  change: (records: SessionRecords, at: Instant) => E.Either<E, SessionRecords>,
) => TE.TaskEither<E | Unavailable, SessionRecords>

/** Held while the records learns who is alive, so that an older look at the host never overwrites a newer one. */
export const HEARTBEAT_KEY = lockKey('heartbeat')

/**
 * A host that cannot be asked or does not run leaves the last heartbeat as it is: that is what a restore goes by.
 * Made after every change of ours and once a minute.
 */
export function makeUpdateSessionRecords(
  deps: Pick<SessionsSteps, 'host' | 'readLiveSessions' | 'record' | 'clock' | 'withLock'>,
): UpdateSessionRecords {
  const { host, readLiveSessions, record, clock, withLock } = deps
  const seen = pipe(
    TE.Do,
    TE.bind('run', () => host.run),
    TE.bind('live', () => readLiveSessions),
    TE.match(
      () => null,
      ({ run, live }) => (run === null ? null : { run, live }),
    ),
    TE.fromTask,
  )
  return (change) =>
    withLock(
      [HEARTBEAT_KEY],
      pipe(
        seen,
        TE.flatMap((look) => {
          const at = clock.now()
          return record.update((records) =>
            pipe(
              change(records, at),
              E.map((changed) => (look === null ? changed : beat(namedAsLive(changed, look.live), look, at))),
            ),
          )
        }),
      ),
    )
}

/** Interval at which the sessions that are alive are recorded; a younger session is recorded when it starts. */
const HEARTBEAT_MS = 60_000

export function makeHeartbeat(deps: {
  readonly updateSessionRecords: UpdateSessionRecords
  readonly clock: Clock
  readonly log: Log
}): Job {
  const { updateSessionRecords, clock, log } = deps
  const beat = pipe(
    updateSessionRecords((records) => E.right(records)),
    TE.match(
      ({ detail }) => {
        log.warn('no heartbeat was written', { detail })
      },
      () => undefined,
    ),
  )
  return { name: 'heartbeat', start: () => clock.every(HEARTBEAT_MS, () => detach('heartbeat', beat)) }
}

/** Stores the record of a session that the hub has started. A new one is marked to be recorded when the setting says so. */
export type RememberStarted = (
  started: Pick<SessionRecord, 'id' | 'name' | 'directory' | 'command'>,
) => TE.TaskEither<Unavailable, SessionRecords>

/** Settings that cannot be read do not keep a session that runs from having a record. */
export const makeRememberStarted =
  ({
    settings,
    updateSessionRecords,
    remembered,
  }: Pick<SessionsSteps, 'settings' | 'updateSessionRecords' | 'remembered'>): RememberStarted =>
  (started) =>
    pipe(
      settings.read,
      TE.orElseW(() => TE.right(DEFAULT_SETTINGS)),
      TE.flatMap(({ recordNewSessions }) =>
        updateSessionRecords((records, at) => E.right(remember(records, started, at, recordNewSessions))),
      ),
      TE.tapIO(() => remembered),
    )

/** Stores the conversation that an agent reports for its session. Ignores values that are not an id. Never fails. */
export type NoteConversation = (session: SessionId, agent: AgentId, conversation: unknown) => T.Task<void>

export function makeNoteConversation({ record, log }: Pick<SessionsPorts, 'record' | 'log'>): NoteConversation {
  return (session, agent, conversation) => {
    const id = parseConversationId(conversation)
    if (id === null) return () => Promise.resolve()
    return pipe(
      record.update((records) => E.right(noteConversation(records, session, { agent, id }))),
      TE.match(
        ({ detail }) => {
          log.warn('the conversation of a session could not be stored', { detail })
        },
        () => undefined,
      ),
    )
  }
}

/** Failure of a mark. */
export type MarkSessionError = SessionNotKnown | Unavailable
/** Sets a mark; without a wanted value it flips. Answers with the entry as it is then. */
export type MarkSession = (
  name: SessionName,
  mark: SessionMark,
  wanted: boolean | undefined,
) => TE.TaskEither<MarkSessionError, SessionRecord>

/** Only sessions that are known can be marked. A value that is there already writes nothing. */
export function makeMarkSession({ record }: Pick<SessionsPorts, 'record'>): MarkSession {
  return (name, mark, wanted) =>
    pipe(
      record.update((records) => setMark(records, name, mark, wanted)),
      TE.flatMapNullable(
        (records) => findKnown(records, name),
        () => sessionNotKnown(name),
      ),
    )
}

/** Failure of a removal. */
export type ForgetSessionError = SessionNotKnown | Unavailable
/** Removes the record of a session; a running session continues. */
export type ForgetSession = (name: SessionName) => TE.TaskEither<ForgetSessionError, void>

/** Drops the entry and leaves the session itself alone. */
export function makeForgetSession(deps: Pick<SessionsSteps, 'record' | 'withSession'>): ForgetSession {
  const { record, withSession } = deps
  return (name) =>
    withSession(name, ({ known }): TE.TaskEither<ForgetSessionError, void> =>
      known === null
        ? TE.left(sessionNotKnown(name))
        : TE.asUnit(record.update((records) => E.right(forget(records, known.id)))),
    )
}
