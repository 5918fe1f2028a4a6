import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../domain/board/card.js'
import { finishOrder, pairsToTry, type Collision, type Forecast } from '../../domain/board/forecast.js'
import type { MergeTrial, Repository } from '../../domain/board/repository.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { GitFault } from './git-repository.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { FullCommitId } from '../../domain/repo/commit.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { BoardSteps } from './ports.js'

export type ForecastConflictsError = ProjectNotFound | Unavailable
/**
 * Of the cards of a project that are in `implement` or `review` and have a branch with commits. Empty for a project
 * outside any repository.
 */
export type ForecastConflicts = (projectId: ProjectId) => TE.TaskEither<ForecastConflictsError, Forecast>

type Step<A> = TE.TaskEither<GitFault, A>
type Answer<A> = Promise<E.Either<GitFault, A>>

interface Running {
  readonly card: Card
  readonly tip: FullCommitId
}

/** Maximum number of cached merge results, enough for a busy day. The result for two commits never changes. */
const MAX_KEPT = 2_000
/** Gits at a time: the machine is there for the agents. */
const AT_ONCE = 2

export function makeForecastConflicts(
  deps: Pick<BoardSteps, 'cards' | 'findProject' | 'worktrees' | 'merger'>,
): ForecastConflicts {
  const { cards, findProject, worktrees, merger } = deps
  const trials = new Map<string, MergeTrial>()
  const paths = new Map<string, ReadonlyArray<string>>()

  const once = <A>(kept: Map<string, A>, key: string, ask: Step<A>): Step<A> => {
    const known = kept.get(key)
    if (known !== undefined) return TE.right(known)
    return pipe(
      ask,
      TE.map((answer) => {
        if (kept.size >= MAX_KEPT) kept.clear()
        kept.set(key, answer)
        return answer
      }),
    )
  }
  const changed = (directory: Directory, base: FullCommitId, { tip }: Running): Step<ReadonlyArray<string>> =>
    once(paths, `${base} ${tip}`, merger.changedPaths(directory, { base, tip }))
  const filesInConflict = (
    directory: Directory,
    ours: FullCommitId,
    theirs: FullCommitId,
  ): Step<ReadonlyArray<string>> =>
    pipe(
      once(trials, `${ours} ${theirs}`, merger.tryMerge(directory, { ours, theirs })),
      TE.map((trial) => (trial._tag === 'conflict' ? trial.files : [])),
    )

  const hasFiles = ({ files }: { readonly files: ReadonlyArray<string> }): boolean => files.length > 0

  async function among(
    directory: Directory,
    base: FullCommitId,
    running: ReadonlyArray<Running>,
  ): Answer<ReadonlyArray<Collision>> {
    const touched = await inGroups(running, (one) =>
      pipe(
        changed(directory, base, one),
        TE.map((files) => [one.card.id, files] as const),
      ),
    )()
    if (E.isLeft(touched)) return touched
    const tips = new Map(running.map(({ card, tip }) => [card.id, tip]))
    const pairs = pairsToTry(new Map(touched.right)).flatMap(([a, b]) => {
      const [ours, theirs] = [tips.get(a), tips.get(b)]
      return ours === undefined || theirs === undefined ? [] : [{ a, b, ours, theirs }]
    })
    const tried = await inGroups(pairs, ({ a, b, ours, theirs }) =>
      pipe(
        filesInConflict(directory, ours, theirs),
        TE.map((files): Collision => ({ a, b, files })),
      ),
    )()
    return E.isLeft(tried) ? tried : E.right(tried.right.filter(hasFiles))
  }

  async function withBase(
    directory: Directory,
    base: FullCommitId,
    running: ReadonlyArray<Running>,
  ): Answer<Forecast['withBase']> {
    const tried = await inGroups(running, ({ card, tip }) =>
      pipe(
        filesInConflict(directory, base, tip),
        TE.map((files) => ({ card: card.id, files })),
      ),
    )()
    return E.isLeft(tried) ? tried : E.right(tried.right.filter(hasFiles))
  }

  return (projectId) => async () => {
    const project = await findProject(projectId)()
    if (E.isLeft(project)) return project
    const board = await cards.read()
    if (E.isLeft(board)) return board
    const { path } = project.right
    const none = { projectId, collisions: [], withBase: [], order: [] }
    const repository = await worktrees.inspect(path)()
    if (E.isLeft(repository)) return orEmpty(repository.left, none)
    const { base, branches } = repository.right
    const baseTip = branches.get(base)
    if (baseTip === undefined) return E.right({ ...none, base })
    const running = runningIn(board.right.cards, projectId, repository.right)
    const collisions = await among(path, baseTip, running)
    if (E.isLeft(collisions)) return orEmpty(collisions.left, none)
    const against = await withBase(path, baseTip, running)
    if (E.isLeft(against)) return orEmpty(against.left, none)
    const order = finishOrder(
      running.map(({ card }) => card),
      collisions.right,
    )
    return E.right({ projectId, base, collisions: collisions.right, withBase: against.right, order })
  }
}

/** A project outside any repository has an empty forecast. */
const orEmpty = (error: GitFault, none: Omit<Forecast, 'base'>): E.Either<Unavailable, Forecast> =>
  error._tag === 'NotARepository' ? E.right({ ...none, base: '' }) : E.left(error)

function runningIn(
  all: ReadonlyArray<Card>,
  projectId: ProjectId,
  { base, branches }: Repository,
): ReadonlyArray<Running> {
  return all.flatMap((card) => {
    const tip = card.branch === null ? undefined : branches.get(card.branch)
    const isRunning = card.projectId === projectId && (card.stage === 'implement' || card.stage === 'review')
    return isRunning && tip !== undefined && card.branch !== base ? [{ card, tip }] : []
  })
}

/** A few at a time, in order. */
const inGroups = <A, B>(all: ReadonlyArray<A>, run: (one: A) => Step<B>): Step<ReadonlyArray<B>> => {
  const groups = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) =>
    all.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  )
  return pipe(
    groups,
    TE.traverseSeqArray((group) => pipe(group, TE.traverseArray(run))),
    TE.map((found) => found.flat()),
  )
}
