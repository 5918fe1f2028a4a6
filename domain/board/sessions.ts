import type { Instant } from '../shared/instant.js'
import { touched } from './changes.js'
import type { Board, Card } from './card.js'
import type { ProjectId } from '../projects/project-id.js'

const mapped = (board: Board, concerns: (card: Card) => boolean, change: (card: Card) => Card): Board =>
  board.cards.some(concerns)
    ? { ...board, cards: board.cards.map((card) => (concerns(card) ? change(card) : card)) }
    : board

/** Board after a session was renamed. Returns the same board when no card and no idea session refers to it. */
export function sessionRenamed(board: Board, from: string, to: string, at: Instant): Board {
  const isOf = ({ ownSession, sessionRef }: Card): boolean => ownSession === from || sessionRef === from
  const renamed = mapped(board, isOf, (card) =>
    touched(
      card,
      {
        ownSession: card.ownSession === from ? to : card.ownSession,
        sessionRef: card.sessionRef === from ? to : card.sessionRef,
      },
      at,
    ),
  )
  if (!board.ideaSessions.some(({ session }) => session === from)) return renamed
  const ideaSessions = board.ideaSessions.map((one) => (one.session === from ? { ...one, session: to } : one))
  return { ...renamed, ideaSessions }
}

/** Board after a session ended for good. Returns the same board when no card and no idea session refers to it. */
export function sessionGone(board: Board, name: string, at: Instant): Board {
  const isOf = ({ ownSession, sessionRef }: Card): boolean => ownSession === name || sessionRef === name
  const freed = mapped(board, isOf, (card) =>
    touched(
      card,
      {
        ownSession: card.ownSession === name ? null : card.ownSession,
        sessionRef: card.sessionRef === name ? null : card.sessionRef,
      },
      at,
    ),
  )
  const ideaSessions = board.ideaSessions.filter(({ session }) => session !== name)
  return ideaSessions.length === board.ideaSessions.length ? freed : { ...freed, ideaSessions }
}

/** Names of all sessions that the hub started for cards and ideas. */
export const sessionsOf = ({ cards, ideaSessions }: Board): ReadonlySet<string> =>
  new Set([
    ...cards.flatMap(({ ownSession }) => (ownSession === null ? [] : [ownSession])),
    ...ideaSessions.map(({ session }) => session),
  ])

/** Access granted by the token of a session. */
export interface Reach {
  readonly card: Card | null
  /** Project that the session collects ideas for. */
  readonly projectId: ProjectId | null
}

/** Takes the current name of the session. */
export const reachOf = ({ cards, ideaSessions }: Board, session: string): Reach => ({
  card: cards.find(({ ownSession }) => ownSession === session) ?? null,
  projectId: ideaSessions.find((one) => one.session === session)?.projectId ?? null,
})
