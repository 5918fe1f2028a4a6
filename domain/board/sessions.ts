import type { Instant } from '../shared/instant.js'
import { touched } from './changes.js'
import type { Board, Card } from './card.js'

const mapped = (board: Board, concerns: (card: Card) => boolean, change: (card: Card) => Card): Board =>
  board.cards.some(concerns)
    ? { ...board, cards: board.cards.map((card) => (concerns(card) ? change(card) : card)) }
    : board

/** A session has another name now; the same board when no card and no idea session knew it. */
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

/** A session is over for good; the same board when no card and no idea session knew it. */
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

/** Everything that the board knows by the name of a session. */
export const sessionsOf = ({ cards, ideaSessions }: Board): ReadonlySet<string> =>
  new Set([
    ...cards.flatMap(({ ownSession }) => (ownSession === null ? [] : [ownSession])),
    ...ideaSessions.map(({ session }) => session),
  ])

/** What the token of a session reaches. */
export interface Reach {
  readonly card: Card | null
  /** Of the project that it collects ideas for. */
  readonly projectId: string | null
}

/** By its present name. */
export const reachOf = ({ cards, ideaSessions }: Board, session: string): Reach => ({
  card: cards.find(({ ownSession }) => ownSession === session) ?? null,
  projectId: ideaSessions.find((one) => one.session === session)?.projectId ?? null,
})
