import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { parentOf } from '../../domain/files/path-change.js'
import { findCard, type Card, type CardId, type SpawnPlan, type WorktreePlan } from '../../domain/board/card.js'
import { withoutPlan, type RolledBack } from '../../domain/board/spawn.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardSteps } from './ports.js'

/** Removes what a plan made, as far as it holds no work, and frees the card of the plan. */
export type RollbackSpawn = (
  cardId: CardId,
  plan: SpawnPlan,
  former: Pick<Card, 'ownSession' | 'ownSessionId' | 'sessionRef'>,
) => TE.TaskEither<Unavailable, void>

export function makeRollbackSpawn(
  deps: Pick<BoardSteps, 'worktrees' | 'merger' | 'writeBoard' | 'clock' | 'log'>,
): RollbackSpawn {
  const { worktrees, merger, writeBoard, clock, log } = deps
  const takeBack = (made: WorktreePlan | null): TE.TaskEither<never, RolledBack> => {
    if (made === null) return TE.right({ worktree: 'absent', branch: 'absent' })
    const { repository, path, branch, from, branchWasThere } = made
    return pipe(
      TE.Do,
      TE.bind('worktree', () => worktrees.remove(repository, { path, within: parentOf(path) })),
      TE.bindW('branch', () =>
        branchWasThere ? TE.right('kept' as const) : merger.deleteBranch(repository, branch, from),
      ),
      TE.orElse((fault): TE.TaskEither<never, RolledBack> => {
        log.warn('what was made for a session could not be taken back', { reason: fault._tag })
        return TE.right({ worktree: 'kept', branch: 'kept' })
      }),
    )
  }

  return (cardId, plan, former) =>
    pipe(
      takeBack(plan.worktree),
      TE.flatMap((taken) =>
        writeBoard((board) => {
          const card = findCard(board, cardId)
          return E.right(
            card?.plan === null || card === undefined
              ? board
              : withoutPlan(board, card, plan, taken, former, clock.now()),
          )
        }, null),
      ),
      TE.asUnit,
    )
}
