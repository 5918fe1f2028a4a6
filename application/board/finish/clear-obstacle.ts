import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { CardId } from '../../../domain/board/card.js'
import { cleanTitle } from '../../../domain/board/card-input.js'
import type { FinishFailed } from '../../../domain/board/errors.js'
import { checkoutOf, checkoutsOf, type Repository, type Stash } from '../../../domain/board/repository.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'
import { gitRefused, type GitRefused, type NotARepository } from '../../../domain/repo/errors.js'
import type { BranchName } from '../../../domain/repo/refs.js'
import type { Directory } from '../../../domain/shared/brand.js'
import { cardKey } from '../brainstorm-card.js'
import type { FinishGateError } from './check-finish.js'
import { baseKey, type Finishable } from './finish-card.js'
import { finishFault } from './git-faults.js'
import type { FinishSteps } from './ports.js'

/** Failure of an action on an obstacle. `GitRefused` has git's reason. */
export type ClearObstacleError = FinishGateError | FinishFailed | GitRefused

/** Worktree of the card, or checkouts of the project: its own and that of the base branch. */
export type ObstaclePlace = 'worktree' | 'checkout'

/** Base branch after an update from the remote. */
export interface UpdatedBase {
  readonly base: BranchName
  readonly commit: FullCommitId
}

/** Actions that remove obstacles to the finish of a card. Nothing is lost by any of them. */
export interface ClearObstacle {
  /** Commits all open changes of the card's worktree. */
  readonly commit: (id: CardId, message: string) => TE.TaskEither<ClearObstacleError, FullCommitId>
  /** Puts open changes aside, under the title of the card. */
  readonly stash: (id: CardId, place: ObstaclePlace) => TE.TaskEither<ClearObstacleError, ReadonlyArray<Stash>>
  /** Applies a stash where its branch is checked out, else in the project's folder. */
  readonly applyStash: (id: CardId, stash: FullCommitId) => TE.TaskEither<ClearObstacleError, void>
  /** Fetches the base branch and moves the local one forward to it. */
  readonly updateBase: (id: CardId) => TE.TaskEither<ClearObstacleError, UpdatedBase>
}

type Step<A> = TE.TaskEither<ClearObstacleError | NotARepository, A>

export function makeClearObstacle(
  deps: Pick<FinishSteps, 'openFinish' | 'worktrees' | 'merger' | 'withLock'>,
): ClearObstacle {
  const { openFinish, worktrees, merger, withLock } = deps
  /** Runs an action while no finish of the project and no other work on the card runs. */
  const onCard = <A>(id: CardId, act: (finishable: Finishable) => Step<A>): TE.TaskEither<ClearObstacleError, A> =>
    pipe(
      openFinish(id),
      TE.flatMap((finishable) =>
        withLock([baseKey(finishable.project.path), cardKey(id)], pipe(act(finishable), TE.mapLeft(finishFault))),
      ),
    )

  const worktreeOf = ({ card: { worktreePath } }: Finishable): E.Either<GitRefused, Directory> =>
    worktreePath === null ? E.left(gitRefused('the card has no worktree')) : E.right(worktreePath)

  /** Places with open changes. */
  const openIn = (finishable: Finishable, place: ObstaclePlace): Step<ReadonlyArray<Directory>> => {
    if (place === 'worktree') return TE.fromEither(E.map((path: Directory) => [path])(worktreeOf(finishable)))
    return pipe(
      worktrees.inspect(finishable.project.path),
      TE.map(checkoutsOf),
      TE.flatMap(
        TE.traverseSeqArray((path) =>
          pipe(
            worktrees.state(path),
            TE.map((state) => (state?.isClean === false ? [path] : [])),
          ),
        ),
      ),
      TE.map((found) => found.flat()),
    )
  }

  return {
    commit: (id, message) =>
      onCard(id, (finishable) =>
        pipe(
          TE.fromEither(worktreeOf(finishable)),
          TE.flatMap((path): Step<FullCommitId> => worktrees.commitAll(path, message)),
        ),
      ),
    stash: (id, place) =>
      onCard(id, (finishable) =>
        pipe(
          openIn(finishable, place),
          TE.flatMap(
            TE.traverseSeqArray((path): Step<FullCommitId> =>
              worktrees.stash(path, `Penates: ${cleanTitle(finishable.card.title)}`),
            ),
          ),
          TE.bindTo('made'),
          TE.bindW('all', (): Step<ReadonlyArray<Stash>> => worktrees.stashes(finishable.project.path)),
          TE.map(({ made, all }) => all.filter((stash) => made.includes(stash.id))),
        ),
      ),
    applyStash: (id, stash) =>
      onCard(id, ({ project: { path } }) =>
        pipe(
          TE.Do,
          TE.bind('repository', (): Step<Repository> => worktrees.inspect(path)),
          TE.bind('stashes', (): Step<ReadonlyArray<Stash>> => worktrees.stashes(path)),
          TE.flatMap(({ repository, stashes }): Step<void> => {
            const branch = stashes.find((one) => one.id === stash)?.branch ?? null
            const checkout = branch === null ? undefined : checkoutOf(repository, branch)
            return worktrees.applyStash(checkout?.path ?? repository.root, stash)
          }),
        ),
      ),
    updateBase: (id) =>
      onCard(id, ({ project: { path } }) =>
        pipe(
          worktrees.inspect(path),
          TE.bindTo('repository'),
          TE.bindW('to', ({ repository: { base } }) =>
            pipe(
              merger.fetch(path, base),
              TE.mapLeft((error) => (error._tag === 'RemoteSilent' ? gitRefused(error.detail) : error)),
            ),
          ),
          TE.flatMap(({ repository: { base, branches }, to }): Step<UpdatedBase> => {
            const from = branches.get(base)
            if (from === undefined || to === null) return TE.left(gitRefused(`origin has no branch ${base}`))
            return pipe(
              merger.move(path, { branch: base, from, to, direction: 'forward' }),
              TE.bimap(
                (error) => (error._tag === 'BaseMoved' ? gitRefused(error.detail) : error),
                () => ({ base, commit: to }),
              ),
            )
          }),
        ),
      ),
  }
}
