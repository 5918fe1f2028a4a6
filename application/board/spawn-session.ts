import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UnusableDirectory } from '../../domain/sessions/errors.js'
import { promptedStart } from '../../domain/agents/agent-program.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { Folders } from '../sessions/folders.port.js'
import type { Running } from '../sessions/answer-when-running.js'
import type { StartRecorded } from '../sessions/start-recorded.js'
import type { StartSessionError } from '../sessions/start-session.js'
import type { WithSession } from '../sessions/with-session.js'
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
export type SpawnSession = (
  spawn: Spawn,
  caller: BoardCaller,
  running?: Running,
) => TE.TaskEither<SpawnSessionError, SessionId>
export interface SpawnSessionDeps {
  readonly agents: AgentClis
  readonly startRecorded: StartRecorded
  readonly folders: Folders
  readonly acceptTrust: AcceptTrust
  readonly withSession: WithSession
}

/**
 * Starts the first agent with something to do. The prompt is not part of the stored command line.
 */
export function makeSpawnSession(deps: SpawnSessionDeps): SpawnSession {
  const { agents, startRecorded, folders, acceptTrust, withSession } = deps

  return ({ name, directory, command, prompt, environment }, caller, running) =>
    withSession(name, ({ known: former }) =>
      pipe(
        folders.usable(directory),
        TE.flatMap((folder) => {
          const prompted = promptedStart(agents[0], command, prompt)
          const started = { ...prompted, environment: { ...environment, ...prompted.environment } }
          return startRecorded({ former, name, directory: folder, command, started, running }, caller)
        }),
        TE.map((session) => {
          acceptTrust(session)
          return session.id
        }),
      ),
    )
}
