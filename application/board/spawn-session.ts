import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UnusableDirectory } from '../../domain/sessions/errors.js'
import { promptedStart } from '../../domain/agents/agent-program.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { Folders } from '../sessions/folders.port.js'
import type { RememberStarted } from '../sessions/remember-started.js'
import type { StartSession, StartSessionError } from '../sessions/start-session.js'
import type { WithSession } from '../sessions/with-session.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Log } from '../shared/log.port.js'
import type { AcceptTrust } from './accept-trust.js'
import type { BoardCaller } from './board-caller.js'
import type { Directory } from '../../domain/shared/brand.js'

export interface Spawn {
  readonly name: SessionName
  /** Absolute. */
  readonly directory: Directory
  /** Command line that a later restore runs. Without the prompt, which is sent once. */
  readonly command: string
  readonly prompt: string
  readonly environment: Readonly<Record<string, string>>
}

/** Failure of the start of a session on the board. */
export type SpawnSessionError = StartSessionError | UnusableDirectory
/** Returns the id of the session. */
export type SpawnSession = (spawn: Spawn, caller: BoardCaller) => TE.TaskEither<SpawnSessionError, SessionId>
export interface SpawnSessionDeps {
  readonly agents: AgentClis
  readonly startSession: StartSession
  readonly rememberStarted: RememberStarted
  readonly folders: Folders
  readonly acceptTrust: AcceptTrust
  readonly audit: AuditLog
  readonly log: Log
  readonly withSession: WithSession
}

/**
 * Starts the first agent with something to do. The prompt is not part of the stored command line.
 */
export function makeSpawnSession(deps: SpawnSessionDeps): SpawnSession {
  const { agents, startSession, rememberStarted, folders, acceptTrust, audit, log, withSession } = deps

  return ({ name, directory, command, prompt, environment }, caller) =>
    withSession(name, ({ id: former }) =>
      pipe(
        folders.usable(directory),
        TE.flatMap((folder) => {
          const prompted = promptedStart(agents[0], command, prompt)
          return startSession({
            id: former,
            name,
            directory: folder,
            command: prompted.command,
            environment: { ...environment, ...prompted.environment },
          })
        }),
        TE.tapTask(({ id }) =>
          pipe(
            rememberStarted({ id, name, directory, command }),
            TE.flatMap(() =>
              audit.record({ event: 'session.create', fields: { session: name, directory, command } }, caller),
            ),
            TE.match(
              ({ detail }) => {
                log.error('a started session could not be recorded', { session: name, detail })
              },
              () => undefined,
            ),
          ),
        ),
        TE.map((session) => {
          acceptTrust(session)
          return session.id
        }),
      ),
    )
}
