import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../domain/board/card.js'
import { finishOrder, pairsToTry, type Collision, type Forecast } from '../../domain/board/forecast.js'
import type { MergeTrial, Repository } from '../../domain/board/repository.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { FindProject } from '../projects/find-project.js'
import type { GitRepository, GitFault } from './git-repository.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { CardStore } from './card-store.port.js'
import type { Worktrees } from './worktrees.port.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { FullCommitId } from '../../domain/repo/commit.js'
import type { ProjectId } from '../../domain/projects/project-id.js'

export type ForecastConflictsError = ProjectNotFound | Unavailable
/**
 * Of the cards of a project that are in `implement` or `review` and have a branch with commits. Empty for a project
 * outside any repository.
 */
export type ForecastConflicts = (projectId: ProjectId) => TE.TaskEither<ForecastConflictsError, Forecast>
export interface ForecastConflictsDeps {
  readonly cards: CardStore
  readonly findProject: FindProject
  readonly worktrees: Worktrees
  readonly merger: GitRepository
}

type Step<A> = TE.TaskEither<GitFault, A>

interface Running {
  readonly card: Card
  readonly tip: FullCommitId
}

/** Maximum number of cached merge results, enough for a busy day. The result for two commits never changes. */
const MAX_KEPT = 2_000
/** Gits at a time: the machine is there for the agents. */
const AT_ONCE = 2

export function makeForecastConflicts({
  cards,
  findProject,
  worktrees,
  merger,
}: ForecastConflictsDeps): ForecastConflicts {
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

  const among = (directory: Directory, base: FullCommitId, running: ReadonlyArray<Running>) =>
    pipe(
      inGroups(running, (one) =>
        pipe(
          changed(directory, base, one),
          TE.map((touched) => [one.card.id, touched] as const),
        ),
      ),
      TE.flatMap((touched) => {
        const byId = new Map(running.map((one) => [one.card.id, one.tip]))
        return inGroups(pairsToTry(new Map(touched)), ([a, b]) =>
          pipe(
            filesInConflict(directory, byId.get(a) ?? '', byId.get(b) ?? ''),
            TE.map((files): Collision => ({ a, b, files })),
          ),
        )
      }),
      TE.map((tried) => tried.filter(({ files }) => files.length > 0)),
    )

  const withBase = (directory: Directory, base: FullCommitId, running: ReadonlyArray<Running>) =>
    pipe(
      inGroups(running, ({ card, tip }) =>
        pipe(
          filesInConflict(directory, base, tip),
          TE.map((files) => ({ card: card.id, files })),
        ),
      ),
      TE.map((tried) => tried.filter(({ files }) => files.length > 0)),
    )

  return (projectId) =>
    pipe(
      TE.Do,
      TE.bindW('project', () => findProject(projectId)),
      TE.bindW('board', () => cards.read),
      TE.bindW('repository', ({ project }) => worktrees.inspect(project.path)),
      TE.flatMap(({ project, board, repository }): Step<Forecast> => {
        const { base, branches } = repository
        const baseTip = branches.get(base)
        const running = baseTip === undefined ? [] : runningIn(board.cards, projectId, repository)
        return pipe(
          TE.Do,
          TE.bind('collisions', () => among(project.path, baseTip ?? '', running)),
          TE.bind('against', () => withBase(project.path, baseTip ?? '', running)),
          TE.map(({ collisions, against }) => ({
            projectId,
            base,
            collisions,
            withBase: against,
            order: finishOrder(
              running.map(({ card }) => card),
              collisions,
            ),
          })),
        )
      }),
      TE.orElse((error): TE.TaskEither<ForecastConflictsError, Forecast> =>
        error._tag === 'NotARepository'
          ? TE.right({ projectId, base: '', collisions: [], withBase: [], order: [] })
          : TE.left(error),
      ),
    )
}

function runningIn(
  all: ReadonlyArray<Card>,
  projectId: ProjectId,
  { base, branches }: Repository,
): ReadonlyArray<Running> {
  return all.flatMap((card) => {
    const tip = branches.get(card.branch ?? '')
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
