import type { Card } from '../board/card.js'
import { worktreeRoot } from '../board/repository.js'
import type { Project } from '../projects/project.js'
import type { Instant } from '../shared/instant.js'
import { QUARTER_MS } from './cell.js'

/** What usage may belong to. */
export interface Owners {
  readonly projects: ReadonlyArray<Project>
  readonly cards: ReadonlyArray<Card>
  readonly sessions: ReadonlyArray<{ readonly name: string; readonly directory: string; readonly createdAt: Instant }>
  /** Names of our sessions by the ids that the agents in them gave themselves, as far as they have reported. */
  readonly agentSessions: ReadonlyMap<string, string>
}

/** `null` is none, or none that is known for sure. */
export interface Owner {
  /** Name of our session. */
  readonly session: string | null
  readonly projectId: string | null
  readonly cardId: string | null
}

/** Work of one agent. */
interface Work {
  readonly session: string
  readonly directory: string | null
  readonly lastAt: Instant
}

export interface OwnerFinder {
  readonly projectOf: (directory: string | null) => string | null
  readonly ownerOf: (work: Work) => Owner
}

/**
 * Finds whom work belongs to: a session by the agent’s own id, else by its folder where just one of our sessions began in
 * it; a project by the nearest folder above that is one; a card by its worktree, else by the session it was given.
 */
export function ownerFinder({ projects, cards, sessions, agentSessions }: Owners): OwnerFinder {
  const roots = new Map(projects.map(({ id, path }) => [worktreeRoot(path), id]))
  for (const { id, path } of projects) roots.set(path, id)
  const places = cardPlaces(projects, cards)
  const byDirectory = new Map<string, Owners['sessions'][number][]>()
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

const isOf = ({ ownSession, sessionRef }: Card, session: string): boolean =>
  ownSession === session || sessionRef === session

/** Worktrees are gone some day; where they were is known from what the card is called after. */
function cardPlaces(projects: ReadonlyArray<Project>, cards: ReadonlyArray<Card>): ReadonlyMap<string, Card> {
  const paths = new Map(projects.map(({ id, path }) => [id, path]))
  const places = new Map<string, Card>()
  for (const card of cards) {
    const path = paths.get(card.projectId)
    if (path !== undefined && card.tail !== null) places.set(`${worktreeRoot(path)}/${card.tail}`, card)
    if (card.worktreePath !== null) places.set(card.worktreePath, card)
  }
  return places
}

/** What is known of a folder or of the nearest one above it. */
function nearest<Known>(known: ReadonlyMap<string, Known>, directory: string | null): Known | undefined {
  let path = directory ?? ''
  while (path !== '') {
    const found = known.get(path)
    if (found !== undefined) return found
    path = path.slice(0, path.lastIndexOf('/'))
  }
  return undefined
}
