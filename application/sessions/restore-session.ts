import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  sessionNotKnown,
  sessionRunning,
  type ControlCharacters,
  type SessionDiedAtOnce,
  type SessionNotKnown,
  type SessionRunning,
  type UnusableDirectory,
} from '../../domain/sessions/errors.js'
import { remember, type SessionRecord } from '../../domain/sessions/session-record.js'
import { restoreStarts, type RestoreStart } from '../../domain/sessions/restore-plan.js'
import type { GateWeakened } from '../../domain/hooks/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Session } from '../../domain/sessions/session.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Running } from './create-session.js'
import type { SessionsPorts, SessionsSteps } from './ports.js'

/** Failure of a restoration; the record stays. */
export type RestoreSessionError =
  | SessionNotKnown
  | SessionRunning
  | UnusableDirectory
  | SessionDiedAtOnce
  | ControlCharacters
  | GateWeakened
  | Unavailable
/** Choices of a restoration. */
export interface RestoreOptions {
  /** Replaces the stored one, and is stored once it has started. */
  readonly command?: string | undefined
  /** True to continue the conversation of a coding CLI; one that exits at once is started by its stored command. */
  readonly continuesConversation?: boolean
  /** Session that the hub has planned to revive. Without it, or once a person has stopped it, there is none to restore. */
  readonly revives?: SessionId
}

/** Session that was started again. */
export interface RestoredSession extends Session {
  /** True when its command line continues a conversation of a coding CLI; false after a start by the stored command. */
  readonly continuesConversation: boolean
}

/** `running` is called for the last of the starts to try: an earlier one that ends at once is followed by the next. */
export type RestoreSession = (
  name: SessionName,
  caller: Caller,
  options?: RestoreOptions,
  running?: Running<RestoredSession>,
) => TE.TaskEither<RestoreSessionError, RestoredSession>

/** Starts a dormant session again: its folder, its command, or not at all. */
export function makeRestoreSession(
  deps: Pick<SessionsPorts, 'agents' | 'record' | 'folders' | 'audit'> &
    Pick<SessionsSteps, 'startSession' | 'updateSessionRecords' | 'withSession'>,
): RestoreSession {
  const { agents, record, startSession, updateSessionRecords, folders, audit, withSession } = deps

  const start = (
    place: StartedPlace,
    { command, stored, continuesConversation }: RestoreStart,
    running?: Running<RestoredSession>,
  ): TE.TaskEither<RestoreSessionError, RunningRecord> =>
    pipe(
      startSession({
        ...place,
        command,
        whenRunning: running && ((session) => T.fromIO(() => running({ ...session, continuesConversation }))),
      }),
      TE.bimap(
        (error) => (error._tag === 'SessionExists' ? sessionRunning(place.name) : error),
        (session) => ({ started: { ...place, command: stored }, session: { ...session, continuesConversation } }),
      ),
    )

  return (name, caller, { command, continuesConversation = false, revives } = {}, running) =>
    withSession(name, ({ known }): TE.TaskEither<RestoreSessionError, RestoredSession> => {
      if (known === null || (revives !== undefined && !isToRevive(known, revives)))
        return TE.left(sessionNotKnown(name))
      const { id } = known
      return pipe(
        TE.Do,
        TE.bind('directory', () => folders.usable(known.directory)),
        TE.bindW('records', () => record.read),
        TE.flatMap(({ directory, records }) => {
          const [first, ...others]: readonly [RestoreStart, ...RestoreStart[]] =
            command === undefined
              ? restoreStarts(agents, known, records.known, continuesConversation)
              : [{ command, stored: command, continuesConversation: false }]
          const attempt = (next: RestoreStart, isLast: boolean) =>
            start({ id, name, directory }, next, isLast ? running : undefined)
          return others.reduce(
            (former, next, at) =>
              pipe(
                former,
                TE.orElse((error) =>
                  error._tag === 'SessionDiedAtOnce' ? attempt(next, at === others.length - 1) : TE.left(error),
                ),
              ),
            attempt(first, others.length === 0),
          )
        }),
        TE.tap(({ started }) => updateSessionRecords((records, at) => E.right(remember(records, started, at)))),
        TE.tap(() => audit.record({ event: 'session.restore', fields: { session: name } }, caller)),
        TE.map(({ session }) => session),
      )
    })
}

interface StartedPlace extends Pick<SessionRecord, 'id' | 'directory'> {
  readonly name: SessionName
}

interface RunningRecord {
  readonly started: StartedPlace & Pick<SessionRecord, 'command'>
  readonly session: RestoredSession
}

const isToRevive = ({ id, manuallyStopped }: SessionRecord, planned: SessionId): boolean =>
  id === planned && !manuallyStopped
