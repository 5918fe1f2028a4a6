import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { attendedCommand } from '../../domain/agents/agent-program.js'
import type { Card, CardId } from '../../domain/board/card.js'
import { existingCard } from '../../domain/board/changes.js'
import type { CardNotFound } from '../../domain/board/errors.js'
import { brainstormSession } from '../../domain/board/names.js'
import { brainstormPrompt } from '../../domain/board/prompts.js'
import { slugFor } from '../../domain/board/spawn.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { InvalidSessionName } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Running } from '../sessions/create-session.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey, type LockKey } from '../shared/keyed-lock.js'
import type { BoardCaller } from './board-caller.js'
import type { SpawnForCardError } from './spawn-session.js'
import { runningSessionNames } from './session-work.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { BoardSteps } from './ports.js'

/** A session for a card, new or running already. */
export interface Spawned {
  readonly session: string
  /** True when the session ran already. */
  readonly reused: boolean
}

/** Failure of a brainstorm; nothing was started. */
export type BrainstormCardError = CardNotFound | ProjectNotFound | InvalidSessionName | SpawnForCardError | Unavailable
/** Starts a brainstorm session for a card, or finds the one that runs. */
export type BrainstormCard = (
  id: CardId,
  caller: BoardCaller,
  running?: Running,
) => TE.TaskEither<BrainstormCardError, Spawned>

/** Lock key for a card. */
export const cardKey = (id: CardId): LockKey => lockKey('card', id)

/** Starts an agent that works a card's idea out together with the person; it asks before it does anything. */
export function makeBrainstormCard(
  deps: Pick<BoardSteps, 'agents' | 'cards' | 'findProject' | 'host' | 'spawnForCard' | 'withLock' | 'prefix'>,
): BrainstormCard {
  const { agents, cards, findProject, host, spawnForCard, withLock, prefix } = deps

  const start = (
    card: Card,
    slug: string,
    session: SessionName,
    directory: Directory,
    caller: BoardCaller,
    running: Running | undefined,
  ) =>
    pipe(
      spawnForCard(
        card,
        {
          slug,
          branch: null,
          worktreePath: null,
          firstPort: card.firstPort,
          plan: { kind: 'brainstorm', session, worktree: null },
        },
        { name: session, directory, command: attendedCommand(agents), prompt: brainstormPrompt(card), environment: {} },
        caller,
        running,
      ),
      TE.map((): Spawned => ({ session, reused: false })),
    )

  return (id, caller, running) =>
    withLock(
      [cardKey(id)],
      pipe(
        TE.Do,
        TE.bindW('board', () => cards.read),
        TE.bindW('card', ({ board }) => TE.fromEither(existingCard(board, id))),
        TE.bindW('project', ({ card }) => findProject(card.projectId)),
        TE.bindW('live', () => TE.fromTask(runningSessionNames(host))),
        TE.let('slug', ({ board, card }) => slugFor(board, card, prefix)),
        TE.bindW('session', ({ slug }) => TE.fromEither(brainstormSession(prefix, slug))),
        TE.flatMap(({ card, project, live, slug, session }): TE.TaskEither<BrainstormCardError, Spawned> => {
          const present = [card.sessionRef, session].find((name) => name !== null && live.has(name))
          return present === undefined || present === null
            ? start(card, slug, session, project.path, caller, running)
            : TE.right({ session: present, reused: true })
        }),
      ),
    )
}
