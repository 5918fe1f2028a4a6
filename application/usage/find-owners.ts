import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../domain/board/card.js'
import type { Project } from '../../domain/projects/project.js'
import { conversationsOf } from '../../domain/sessions/session-record.js'
import {
  knownOwners,
  type KnownOwners,
  type OwnerCard,
  type OwnerProject,
  type Owners,
} from '../../domain/usage/owners.js'
import type { Unavailable } from '../shared/errors.js'
import type { UsageSteps } from './ports.js'

/** Projects, cards and sessions as they are on disk by now. */
export type ReadOwners = TE.TaskEither<Unavailable, Owners>

export const makeReadOwners = ({
  projectStore,
  cardStore,
  record,
  agentSessions,
  directory,
}: Pick<UsageSteps, 'projectStore' | 'cardStore' | 'record' | 'agentSessions' | 'directory'>): ReadOwners =>
  pipe(
    TE.Do,
    TE.bind('registry', () => projectStore.read),
    TE.bind('board', () => cardStore.read),
    TE.bind('sessions', () => record.read),
    TE.map(({ registry, board, sessions }) => ({
      projects: registry.projects.map(ownerProject),
      cards: board.cards.map(ownerCard),
      sessions: sessions.known.map(({ name, directory, createdAt }) => ({ name, directory, createdAt })),
      agentSessions: new Map([
        ...sessions.known.flatMap((known) => conversationsOf(known).map(({ id }) => [id, known.name] as const)),
        ...[...agentSessions.all()].map(([agent, id]) => [agent, directory.nameOf(id)] as const),
      ]),
    })),
  )

/** Whom usage belongs to. */
export type FindOwners = TE.TaskEither<Unavailable, KnownOwners>

export const makeFindOwners = ({ readOwners }: { readonly readOwners: ReadOwners }): FindOwners =>
  pipe(readOwners, TE.map(knownOwners))

const ownerProject = ({ id, path, displayName }: Project): OwnerProject => ({ id, path, displayName })

const ownerCard = (card: Card): OwnerCard => ({
  id: card.id,
  projectId: card.projectId,
  title: card.title,
  stage: card.stage,
  createdAt: card.createdAt,
  slug: card.slug,
  worktreePath: card.worktreePath,
  ownSession: card.ownSession,
  sessionRef: card.sessionRef,
})
