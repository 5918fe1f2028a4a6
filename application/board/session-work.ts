import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Board, Card, CardId } from '../../domain/board/card.js'
import { existingCard } from '../../domain/board/changes.js'
import { noBranch, type CardNotFound, type NoBranch } from '../../domain/board/errors.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import { projectAt, type Project, type ProjectRegistry } from '../../domain/projects/project.js'
import type { BranchDiff } from '../../domain/repo/refs.js'
import type { Session } from '../../domain/sessions/session.js'
import type { ReadBranchDiffError } from '../repo/read-history.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Unavailable } from '../shared/errors.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { BoardPorts, BoardSteps } from './ports.js'

/** Project and card that a session works on. */
export interface SessionWork {
  /** Deepest registered project that contains the session's folder. */
  readonly project: Project | null
  /** Card that the hub started the session for. */
  readonly card: Card | null
}

/** Finds the card of a session. */
export type FindSessionCard = (session: Pick<Session, 'id' | 'name'>) => Card | null
/** Finds the project of a folder; `path` is `null` where the host reports none. */
export type FindFolderProject = (path: string | null) => Project | null

/** The same functions come back while the board, or the registry, has not changed. */
export interface ReadSessionWork {
  readonly cards: TE.TaskEither<Unavailable, FindSessionCard>
  readonly projects: TE.TaskEither<Unavailable, FindFolderProject>
}

export function makeReadSessionWork(deps: Pick<BoardPorts, 'cards' | 'projectStore'>): ReadSessionWork {
  const { cards, projectStore } = deps
  const cardFinder = memoizeLast(({ cards: all }: Board): FindSessionCard => {
    const bySession = new Map<string | null, Card>(all.map((card) => [card.ownSessionId ?? card.ownSession, card]))
    return (session) => bySession.get(session.id) ?? bySession.get(session.name) ?? null
  })
  const projectFinder = memoizeLast(({ projects }: ProjectRegistry): FindFolderProject => {
    return (path) => (path === null ? null : projectAt(projects, path))
  })
  return { cards: pipe(cards.read, TE.map(cardFinder)), projects: pipe(projectStore.read, TE.map(projectFinder)) }
}

/** Names of the running sessions; empty while the host does not answer, which the list of sessions reports. */
export const runningSessionNames = (host: SessionHost): T.Task<ReadonlySet<string>> =>
  pipe(
    host.list,
    TE.match(
      (): ReadonlySet<string> => new Set(),
      (live) => new Set(live.map(({ name }) => name)),
    ),
  )

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
