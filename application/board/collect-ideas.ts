import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { attendedCommand } from '../../domain/agents/agent-program.js'
import type { Board } from '../../domain/board/card.js'
import { ideasSession } from '../../domain/board/names.js'
import { withPresentNames } from '../../domain/board/sessions.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { ideasPrompt } from '../../domain/board/prompts.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { InvalidSessionName } from '../../domain/sessions/errors.js'
import type { Running } from '../sessions/answer-when-running.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { BoardCaller } from './board-caller.js'
import type { Spawned } from './brainstorm-card.js'
import { runningSessionNames } from './session-work.js'
import type { SpawnSessionError } from './spawn-session.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { BoardPorts, BoardSteps } from './ports.js'

export type CollectIdeasError = ProjectNotFound | InvalidSessionName | SpawnSessionError | Unavailable
export type CollectIdeas = (
  projectId: ProjectId,
  caller: BoardCaller,
  running?: Running,
) => TE.TaskEither<CollectIdeasError, Spawned>

const without = (board: Board, session: string): Board => ({
  ...board,
  ideaSessions: board.ideaSessions.filter((one) => one.session !== session),
})

/** Starts an agent that collects ideas for a project together with the person; what they agree on becomes cards. */
export function makeCollectIdeas(
  deps: Pick<BoardPorts, 'agents' | 'host' | 'withLock' | 'clock' | 'prefix'> &
    Pick<BoardSteps, 'findProject' | 'writeBoard' | 'spawnSession'>,
): CollectIdeas {
  const { agents, findProject, writeBoard, host, spawnSession, withLock, clock, prefix } = deps

  return (projectId, caller, running) =>
    pipe(
      TE.Do,
      TE.bindW('project', () => findProject(projectId)),
      TE.bindW('session', ({ project }) => TE.fromEither(ideasSession(prefix, project))),
      TE.flatMap(({ project, session }) => {
        /** Its token reaches the project from its first breath on. */
        const start: TE.TaskEither<CollectIdeasError, Spawned> = pipe(
          writeBoard((board) => {
            const others = without(board, session)
            return E.right({ ...others, ideaSessions: [...others.ideaSessions, { session, projectId }] })
          }, caller),
          TE.flatMap((): TE.TaskEither<SpawnSessionError, SessionId> =>
            spawnSession(
              {
                name: session,
                directory: project.path,
                command: attendedCommand(agents),
                prompt: ideasPrompt(project),
                environment: {},
              },
              caller,
              running,
            ),
          ),
          TE.tapError(() => writeBoard((board) => E.right(without(board, session)), null)),
          TE.flatMap((id) =>
            writeBoard((board) => E.right(withPresentNames(board, [{ id, name: session }], clock.now())), caller),
          ),
          TE.map(() => ({ session, reused: false })),
        )
        return withLock(
          [lockKey('ideas', session)],
          pipe(
            TE.fromTask(runningSessionNames(host)),
            TE.flatMap((live) => (live.has(session) ? TE.right({ session, reused: true }) : start)),
          ),
        )
      }),
    )
}
