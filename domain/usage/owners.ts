import type { Card, CardId } from '../board/card.js'
import { worktreeRoot } from '../board/repository.js'
import type { Project } from '../projects/project.js'
import type { ProjectId } from '../projects/project-id.js'
import type { Instant } from '../shared/instant.js'
import { QUARTER_MS } from './cell.js'

/** Project that usage is assigned to. */
export type OwnerProject = Pick<Project, 'id' | 'path' | 'displayName'>
/** Card that usage is assigned to. */
export type OwnerCard = Pick<
  Card,
  'id' | 'projectId' | 'title' | 'stage' | 'createdAt' | 'slug' | 'worktreePath' | 'ownSession' | 'sessionRef'
>
/** Session that usage is assigned to. */
export interface OwnerSession {
  /** Name of the session. */
  readonly name: string
  /** Folder; absolute. */
  readonly directory: string
  /** Time of the start. */
  readonly createdAt: Instant
}

/** Projects, cards and sessions that usage is attributed to: plain values that can be sent to a worker thread. */
export interface Owners {
  readonly projects: ReadonlyArray<OwnerProject>
  /** Cards by session and worktree. */
  readonly cards: ReadonlyArray<OwnerCard>
  /** Sessions by folder and time. */
  readonly sessions: ReadonlyArray<OwnerSession>
  /** tmux session names by the session ids of the agents in them, for agents that have reported. */
  readonly agentSessions: ReadonlyMap<string, string>
}

/** Owner of some usage; `null` when there is none or it is ambiguous. */
export interface Owner {
  readonly session: string | null
  readonly projectId: ProjectId | null
  readonly cardId: CardId | null
}

/** Usage of one agent session. */
interface Work {
  readonly session: string
  readonly directory: string | null
  readonly lastAt: Instant
}

/** Owners by id, with the finder. */
export interface KnownOwners extends OwnerFinder {
  readonly projects: ReadonlyMap<ProjectId, OwnerProject>
  readonly cards: ReadonlyMap<CardId, OwnerCard>
}

export const knownOwners = (owners: Owners): KnownOwners => ({
  ...ownerFinder(owners),
  projects: new Map(owners.projects.map((project) => [project.id, project])),
  cards: new Map(owners.cards.map((card) => [card.id, card])),
})

export interface OwnerFinder {
  readonly projectOf: (directory: string | null) => ProjectId | null
  readonly ownerOf: (work: Work) => Owner
}

/**
 * Attributes usage to its owners. Session: by the agent's session id, else by its folder when exactly one session
 * started in it. Project: the nearest registered folder at or above it. Card: by its worktree, else by its assigned
 * session.
 */
export function ownerFinder(owners: Owners): OwnerFinder {
  const { projects, cards, sessions, agentSessions } = owners
  const roots = new Map(projects.map(({ id, path }) => [worktreeRoot(path), id]))
  for (const { id, path } of projects) roots.set(path, id)
  const places = cardPlaces(owners)
  const byDirectory = new Map<string, OwnerSession[]>()
  for (const session of sessions)
    byDirectory.set(session.directory, [...(byDirectory.get(session.directory) ?? []), session])

  const sessionOf = ({ session, directory, lastAt }: Work): string | null => {
    const told = agentSessions.get(session)
    if (told !== undefined) return told
    const begun = (directory === null ? [] : (byDirectory.get(directory) ?? [])).filter(
      ({ createdAt }) => createdAt < lastAt + QUARTER_MS,
    )
    return begun.length === 1 ? (begun[0]?.name ?? null) : null
  }

  const projectOf: OwnerFinder['projectOf'] = (directory) => nearest(roots, directory) ?? null
  return {
    projectOf,
    ownerOf: (work) => {
      const session = sessionOf(work)
      const given = session === null ? undefined : cards.find((card) => isOf(card, session))
      const card = nearest(places, work.directory) ?? given
      return { session, projectId: card?.projectId ?? projectOf(work.directory), cardId: card?.id ?? null }
    },
  }
}

const isOf = ({ ownSession, sessionRef }: OwnerCard, session: string): boolean =>
  ownSession === session || sessionRef === session

/** Worktree paths of cards. The path of a deleted worktree is derived from the card's slug. */
function cardPlaces({ projects, cards }: Owners): ReadonlyMap<string, OwnerCard> {
  const paths = new Map(projects.map(({ id, path }) => [id, path]))
  const places = new Map<string, OwnerCard>()
  for (const card of cards) {
    const path = paths.get(card.projectId)
    if (path !== undefined && card.slug !== null) places.set(`${worktreeRoot(path)}/${card.slug}`, card)
    if (card.worktreePath !== null) places.set(card.worktreePath, card)
  }
  return places
}

/** Value of a folder or of its nearest ancestor. */
function nearest<Known>(known: ReadonlyMap<string, Known>, directory: string | null): Known | undefined {
  let path = directory ?? ''
  while (path !== '') {
    const found = known.get(path)
    if (found !== undefined) return found
    path = path.slice(0, path.lastIndexOf('/'))
  }
  return undefined
}
