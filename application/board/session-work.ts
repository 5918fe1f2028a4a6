import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Board, Card } from '../../domain/board/card.js'
import type { Session } from '../../domain/sessions/session.js'
import { projectAt, type Project, type ProjectRegistry } from '../../domain/projects/project.js'
import type { CardStore, ProjectStore } from '../shared/state-store.port.js'
import type { Unavailable } from '../shared/errors.js'
import { memoizeLast } from '../shared/memoize-last.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { SessionHost } from '../sessions/session-host.port.js'

/** Project and card that a session works on. */
export interface SessionWork {
  /** Deepest registered project that contains the session's folder. */
  readonly project: Project | null
  /** Card that the hub started the session for. */
  readonly card: Card | null
}

/** Finds the work of a session and of its folder; `path` is `null` where the host reports none. */
export type FindSessionWork = (session: Pick<Session, 'id' | 'name'>, path: string | null) => SessionWork

/** The same function comes back while neither the registry nor the board has changed. */
export type ReadSessionWork = TE.TaskEither<Unavailable, FindSessionWork>
export interface ReadSessionWorkDeps {
  readonly cards: CardStore
  readonly projectStore: ProjectStore
}

export function makeReadSessionWork({ cards, projectStore }: ReadSessionWorkDeps): ReadSessionWork {
  const finder = memoizeLast(({ cards: all }: Board, { projects }: ProjectRegistry): FindSessionWork => {
    const bySession = new Map<string | null, Card>(all.map((card) => [card.ownSessionId ?? card.ownSession, card]))
    return (session, path) => ({
      project: path === null ? null : projectAt(projects, path),
      card: bySession.get(session.id) ?? bySession.get(session.name) ?? null,
    })
  })
  return async () => {
    const board = await cards.read()
    if (E.isLeft(board)) return board
    const records = await projectStore.read()
    return E.isLeft(records) ? records : E.right(finder(board.right, records.right))
  }
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
