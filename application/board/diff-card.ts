import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type CardId } from '../../domain/board/card.js'
import { existingCard } from '../../domain/board/changes.js'
import { noBranch, type CardNotFound, type NoBranch } from '../../domain/board/errors.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { BranchDiff } from '../../domain/repo/refs.js'
import type { ReadBranchDiffError } from '../repo/read-branch-diff.js'
import type { BoardSteps } from './ports.js'

export type DiffCardError = CardNotFound | NoBranch | ProjectNotFound | ReadBranchDiffError
/** Diff of a card's branch since it left its base, of some paths or of all; `null` outside a repository. */
export type DiffCard = (id: CardId, only: ReadonlyArray<string>) => TE.TaskEither<DiffCardError, BranchDiff | null>

export function makeDiffCard(deps: Pick<BoardSteps, 'cards' | 'findProject' | 'readBranchDiff'>): DiffCard {
  const { cards, findProject, readBranchDiff } = deps
  return (id, only) =>
    pipe(
      TE.Do,
      TE.bindW('board', () => cards.read),
      TE.bindW('card', ({ board }) => TE.fromEither(existingCard(board, id))),
      TE.bindW('branch', ({ card }) => TE.fromEither(E.fromNullable(noBranch)(card.branch))),
      TE.bindW('project', ({ card }) => findProject(card.projectId)),
      TE.flatMap(({ project, branch }) => readBranchDiff(project.path, branch, only)),
    )
}
