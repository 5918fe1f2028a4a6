import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../domain/board/card.js'
import type { Project } from '../../domain/projects/project.js'
import { ownerFinder, type OwnerFinder } from '../../domain/usage/owners.js'
import type { CardStore } from '../board/card-store.port.js'
import type { ProjectStore } from '../projects/project-store.port.js'
import type { SessionRecord } from '../sessions/session-record.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { AgentSessions } from './agent-sessions.js'

/** Whom usage belongs to, and what these are called. */
export interface KnownOwners extends OwnerFinder {
  readonly projects: ReadonlyMap<string, Project>
  readonly cards: ReadonlyMap<string, Card>
}

export type FindOwners = TE.TaskEither<Unavailable, KnownOwners>
export interface FindOwnersDeps {
  readonly projectStore: ProjectStore
  readonly cardStore: CardStore
  readonly record: SessionRecord
  readonly agentSessions: AgentSessions
}

/** As projects, cards and sessions are on disk by now. */
export const makeFindOwners = ({ projectStore, cardStore, record, agentSessions }: FindOwnersDeps): FindOwners =>
  pipe(
    TE.Do,
    TE.bind('book', () => projectStore.read),
    TE.bind('board', () => cardStore.read),
    TE.bind('sessions', () => record.read),
    TE.map(({ book: { projects }, board: { cards }, sessions: { known } }) => ({
      ...ownerFinder({ projects, cards, sessions: known, agentSessions: agentSessions.all() }),
      projects: new Map(projects.map((project) => [project.id, project])),
      cards: new Map(cards.map((card) => [card.id, card])),
    })),
  )
