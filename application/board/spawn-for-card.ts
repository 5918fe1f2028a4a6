import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Board, type Card, type CardId } from '../../domain/board/card.js'
import { existingCard } from '../../domain/board/changes.js'
import { worktreeRefused, type CardNotFound, type WorktreeRefused } from '../../domain/board/errors.js'
import { withPlan, withSpawned, type Planned } from '../../domain/board/spawn.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Running } from '../sessions/answer-when-running.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardCaller } from './board-caller.js'
import type { Spawn, SpawnSessionError } from './spawn-session.js'
import type { BoardSteps } from './ports.js'

/** Failure of a start for a card. */
export type SpawnForCardError = CardNotFound | WorktreeRefused | SpawnSessionError | Unavailable
export type SpawnForCard = (
  card: Card,
  planned: Planned,
  spawn: Spawn,
  caller: BoardCaller,
  running?: Running,
) => TE.TaskEither<SpawnForCardError, void>

/**
 * Makes what a plan says: the plan is on disk before anything is, and what was made is taken back when a later step
 * fails. The caller holds the card's key.
 */
export function makeSpawnForCard(
  deps: Pick<BoardSteps, 'writeBoard' | 'worktrees' | 'spawnSession' | 'rollbackSpawn' | 'clock'>,
): SpawnForCard {
  const { writeBoard, worktrees, spawnSession, rollbackSpawn, clock } = deps

  const write = (
    id: CardId,
    change: (board: Board, card: Card) => Board,
    caller: BoardCaller,
  ): TE.TaskEither<CardNotFound | Unavailable, Board> =>
    writeBoard((board): E.Either<CardNotFound, Board> => {
      return E.map((card: Card) => change(board, card))(existingCard(board, id))
    }, caller)

  return (card, planned, spawn, caller, running) => {
    const { plan } = planned
    const made: TE.TaskEither<WorktreeRefused | Unavailable, unknown> =
      plan.worktree === null
        ? TE.right(undefined)
        : pipe(
            worktrees.add(plan.worktree.repository, plan.worktree),
            TE.mapLeft((error) =>
              error._tag === 'NotARepository' ? worktreeRefused('no repository any more') : error,
            ),
          )
    return pipe(
      write(card.id, (board, present) => withPlan(board, present, planned, clock.now()), caller),
      TE.flatMap(() =>
        pipe(
          made,
          TE.flatMap((): TE.TaskEither<SpawnForCardError, SessionId> => spawnSession(spawn, caller, running)),
          TE.tapError(() => rollbackSpawn(card.id, plan, card)),
        ),
      ),
      TE.flatMap((session) =>
        write(card.id, (board, present) => withSpawned(board, present, plan, session, clock.now()), caller),
      ),
      TE.asUnit,
    )
  }
}
