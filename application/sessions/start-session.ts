import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  sessionDiedAtOnce,
  sessionExists,
  type ControlCharacters,
  type SessionDiedAtOnce,
  type SessionExists,
} from '../../domain/sessions/errors.js'
import type { GateWeakened } from '../../domain/hooks/errors.js'
import type { Session } from '../../domain/sessions/session.js'
import { sessionId, type SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import { checkedTexts } from '../../domain/sessions/session-text.js'
import { sessionVariables, startedCommand, withOwnProgram, type StartFlags } from '../../domain/agents/agent-program.js'
import type { Settings } from '../../domain/settings/settings.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { Unavailable } from '../shared/errors.js'
import { isLive } from './find-session.js'
import type { WhenRunning } from './session-host.port.js'
import type { SessionsPorts, SessionsSteps } from './ports.js'

/** Failure of a start; no session runs. */
export type StartSessionError = SessionExists | SessionDiedAtOnce | ControlCharacters | GateWeakened | Unavailable
export type StartSession = (start: {
  /** That of the record which the session continues; `null` for a new session. */
  readonly id: SessionId | null
  readonly name: SessionName
  /** Checked to be a folder. */
  readonly directory: string
  readonly command: string
  /** On top of what every session gets. */
  readonly environment?: Readonly<Record<string, string>>
  readonly whenRunning?: WhenRunning | undefined
}) => TE.TaskEither<StartSessionError, Session>
/**
 * Flags with which a session is started so that settings of its project cannot switch its gate off; none unless the
 * session is strict. `GateWeakened` where such settings are there and the person chose that the start is refused.
 */
export type GuardStart = (start: {
  readonly id: SessionId
  readonly name: string
  readonly directory: string
}) => TE.TaskEither<GateWeakened | Unavailable, ReadonlyArray<StartFlags<AgentCli>>>

/** Drops what was permitted to the former run of a session alone. Done before its id goes to another run. */
export type EndFormerRun = (id: SessionId) => TE.TaskEither<Unavailable, unknown>

/** The one way in which a session comes to life: with a token of its own, which is gone again if the start fails. */
export function makeStartSession(
  deps: Pick<SessionsPorts, 'agents' | 'host' | 'directory' | 'secrets' | 'settings' | 'hubUrl' | 'ownProgram'> &
    Pick<SessionsPorts, 'withLock'> &
    Pick<SessionsSteps, 'tokens' | 'lastSize' | 'guardStart' | 'endFormerRun'>,
): StartSession {
  const { agents, host, tokens, directory, secrets, settings, hubUrl, ownProgram, lastSize } = deps
  const { guardStart, endFormerRun, withLock } = deps
  return ({ id: known, name, directory: folder, command, environment = {}, whenRunning }) => {
    const startWith = (
      id: SessionId,
      token: string,
      { tmuxMouse, tmuxStatus }: Pick<Settings, 'tmuxMouse' | 'tmuxStatus'>,
      guards: ReadonlyArray<StartFlags<AgentCli>>,
    ): TE.TaskEither<StartSessionError, Session> =>
      pipe(
        host.start(
          {
            id,
            name,
            directory: folder,
            command: withOwnProgram(startedCommand(agents, command, guards), ownProgram),
            environment: {
              ...sessionVariables(agents),
              ...environment,
              PENATES_SESSION: name,
              PENATES_SESSION_ID: id,
              PENATES_URL: hubUrl,
              PENATES_TOKEN: token,
            },
            size: lastSize.read(),
            mouse: tmuxMouse === 'on',
            ...(tmuxStatus === 'off' ? { hidesStatus: true } : {}),
          },
          whenRunning,
        ),
        // The error names the command as the caller sent it.
        TE.mapLeft((error) =>
          error._tag === 'SessionDiedAtOnce'
            ? sessionDiedAtOnce(name, command, error.exitCode, error.lastLines)
            : error,
        ),
        TE.tapError(() => tokens.revoke(id)),
      )

    return pipe(
      TE.fromEither(checkedTexts({ command, environment })),
      TE.bindW('current', () => settings.read),
      TE.bindW('runs', () => isLive(host, name)),
      TE.filterOrElseW(
        ({ runs }) => !runs,
        () => sessionExists(name),
      ),
      TE.tap(() => (known === null ? TE.right(undefined) : endFormerRun(known))),
      TE.let('id', () => known ?? sessionId(secrets.newId())),
      TE.bindW('guards', ({ id }) => guardStart({ id, name, directory: folder })),
      TE.tapIO(
        ({ id }) =>
          () =>
            directory.note({ id, name }),
      ),
      TE.bindW('token', ({ id }) => tokens.issue(id, name)),
      TE.flatMap(({ current, id, token, guards }) => {
        const start = startWith(id, token, current, guards)
        // The caller holds the name of a new session. Callers that find the running session wait for its id.
        return known === null ? withLock([id], start) : start
      }),
    )
  }
}
