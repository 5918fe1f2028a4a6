import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { attendedCommand } from '../../domain/agents/agent-program.js'
import type { Board } from '../../domain/board/card.js'
import { addCard, newCard } from '../../domain/board/changes.js'
import { ideasSession } from '../../domain/board/names.js'
import { ideaDraft } from '../../domain/board/plan-entry.js'
import { ideasPrompt } from '../../domain/board/prompts.js'
import { withPresentNames } from '../../domain/board/sessions.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { InvalidSessionName } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { KeepIdeas } from '../projects/plans.js'
import type { Running } from '../sessions/create-session.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { BoardCaller } from './board-caller.js'
import type { Spawned } from './brainstorm-card.js'
import type { BoardSteps, BoardPorts } from './ports.js'
import { runningSessionNames } from './session-work.js'
import type { SpawnSessionError } from './spawn-session.js'
import { makeWriteBoard } from './write-board.js'

/** Adds a card for each idea in one write. A card of the project with that title is there from an earlier try. */
export function makeKeepIdeas(deps: Pick<BoardSteps, 'writeBoard' | 'clock' | 'secrets'>): KeepIdeas {
  const { writeBoard, clock, secrets } = deps
  return (projectId, ideas, origin) =>
    pipe(
      writeBoard<never>(
        (board) =>
          E.right(
            ideas.reduce((so: Board, idea) => {
              const draft = ideaDraft(projectId, idea)
              const isThere = so.cards.some((card) => card.projectId === projectId && card.title === draft?.title)
              if (draft === null || isThere) return so
              const added = addCard(so, newCard(so, secrets.newId(), draft, clock.now()))
              return E.isRight(added) ? added.right : so
            }, board),
          ),
        { client: origin, principal: { kind: 'operator' } },
      ),
      TE.asUnit,
    )
}

/** The same for a feature that the board itself needs. */
export const makeKeepIdeasOnBoard = ({
  attention,
  ...deps
}: Pick<BoardPorts, 'clock' | 'secrets'> &
  Pick<BoardPorts, 'cards' | 'host' | 'feed' | 'clock' | 'directory' | 'record'> & {
    readonly attention: Pick<AttentionFeature, 'agentSessions'>
  }): KeepIdeas => makeKeepIdeas({ ...deps, writeBoard: makeWriteBoard({ ...deps, ...attention }) })

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
