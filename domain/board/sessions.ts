import type { SessionId } from '../sessions/session-id.js'
import type { Session } from '../sessions/session.js'
import { touched } from './changes.js'
import type { Board, Card, IdeaSession } from './card.js'
import type { ProjectId } from '../projects/project-id.js'
import type { Instant } from '../shared/instant.js'

/** Session of a card or for ideas. `id` is `null` while it is being started, `name` when another session has it. */
export interface BoardSession {
  readonly id: SessionId | null
  readonly name: string | null
}

const isSame = (one: BoardSession, other: BoardSession): boolean =>
  one.id === null || other.id === null ? one.name === other.name : one.id === other.id

const ofCard = ({ ownSessionId: id, ownSession: name }: Card): BoardSession => ({ id, name })
const ofIdeas = ({ id, session: name }: IdeaSession): BoardSession => ({ id: id ?? null, name })
const owns = (card: Card, session: BoardSession): boolean => card.ownSession !== null && isSame(ofCard(card), session)

const mapped = (board: Board, concerns: (card: Card) => boolean, change: (card: Card) => Card): Board =>
  board.cards.some(concerns)
    ? { ...board, cards: board.cards.map((card) => (concerns(card) ? change(card) : card)) }
    : board

const withIdeas = (
  board: Board,
  concerns: (one: IdeaSession) => boolean,
  change: (one: IdeaSession) => IdeaSession,
): Board =>
  board.ideaSessions.some(concerns)
    ? { ...board, ideaSessions: board.ideaSessions.map((one) => (concerns(one) ? change(one) : one)) }
    : board

/** Board after a session was renamed. Returns the same board when no card and no idea session refers to it. */
export function sessionRenamed(
  board: Board,
  { id, name }: Pick<Session, 'id' | 'name'>,
  from: string,
  at: Instant,
): Board {
  const before = { id, name: from }
  const renamed = mapped(
    board,
    (card) => owns(card, before) || card.sessionRef === from,
    (card) =>
      touched(
        card,
        {
          ownSession: owns(card, before) ? name : card.ownSession,
          sessionRef: card.sessionRef === from ? name : card.sessionRef,
        },
        at,
      ),
  )
  return withIdeas(
    renamed,
    (one) => isSame(ofIdeas(one), before),
    (one) => ({ ...one, session: name }),
  )
}

/**
 * Board with the present names of its sessions, after renames while no hub ran, and with the ids of sessions that it has by
 * name. Returns the same board when nothing changes.
 */
export function withPresentNames(
  board: Board,
  sessions: ReadonlyArray<Pick<Session, 'id' | 'name'>>,
  at: Instant,
): Board {
  const names = new Map(sessions.map(({ id, name }) => [id, name]))
  const ids = new Map(sessions.map(({ id, name }) => [name, id]))
  const present = ({ id, name }: BoardSession): BoardSession =>
    id === null ? { id: ids.get(name ?? '') ?? null, name } : { id, name: names.get(id) ?? name }
  const isStale = (one: BoardSession): boolean => present(one).id !== one.id || present(one).name !== one.name
  const named = mapped(
    board,
    (card) => card.plan === null && card.ownSession !== null && isStale(ofCard(card)),
    (card) => {
      const { id, name } = present(ofCard(card))
      const sessionRef = card.sessionRef === card.ownSession ? name : card.sessionRef
      return touched(card, { ownSession: name, ownSessionId: id, sessionRef }, at)
    },
  )
  return withIdeas(
    named,
    (one) => isStale(ofIdeas(one)),
    (one) => {
      const { id, name } = present(ofIdeas(one))
      return { ...one, session: name ?? one.session, ...(id === null ? {} : { id }) }
    },
  )
}

/** Board after a session ended for good. Returns the same board when no card and no idea session refers to it. */
export function sessionGone(board: Board, session: BoardSession, at: Instant): Board {
  const shows = ({ sessionRef }: Card): boolean => sessionRef !== null && sessionRef === session.name
  const freed = mapped(
    board,
    (card) => owns(card, session) || shows(card),
    (card) =>
      touched(
        card,
        {
          ...(owns(card, session) ? { ownSession: null, ownSessionId: null } : {}),
          sessionRef: shows(card) ? null : card.sessionRef,
        },
        at,
      ),
  )
  const ideaSessions = board.ideaSessions.filter((one) => !isSame(ofIdeas(one), session))
  return ideaSessions.length === board.ideaSessions.length ? freed : { ...freed, ideaSessions }
}

/** Sessions that the hub started for cards and ideas. */
export const sessionsOf = ({ cards, ideaSessions }: Board): ReadonlyArray<BoardSession> => [
  ...cards.filter(({ ownSession }) => ownSession !== null).map(ofCard),
  ...ideaSessions.map(ofIdeas),
]

/** Access granted by the token of a session. */
export interface Reach {
  readonly card: Card | null
  /** Project that the session collects ideas for. */
  readonly projectId: ProjectId | null
}

/** Takes the id and the current name of the session. */
export const reachOf = ({ cards, ideaSessions }: Board, session: Pick<Session, 'id' | 'name'>): Reach => ({
  card: cards.find((card) => owns(card, session)) ?? null,
  projectId: ideaSessions.find((one) => isSame(ofIdeas(one), session))?.projectId ?? null,
})
