import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UnusableDirectory } from '../../domain/sessions/errors.js'
import { promptedStart } from '../../domain/agents/agent-program.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Running } from '../sessions/answer-when-running.js'
import type { StartSessionError } from '../sessions/start-session.js'
import type { BoardCaller } from './board-caller.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { BoardSteps } from './ports.js'

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

/**
 * Starts the first agent with something to do. The prompt is not part of the stored command line.
 */
export function makeSpawnSession(
  deps: Pick<BoardSteps, 'agents' | 'startRecorded' | 'folders' | 'acceptTrust' | 'withSession'>,
): SpawnSession {
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
