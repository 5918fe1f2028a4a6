import type { AgentConversation } from '../agents/agent-conversation.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import { findCard, type Board, type Card, type CardMove, type CardSession } from './card.js'

/** Caller that moves a card: the hub itself, the operator, the agent of a session, or the holder of a named token. */
export type Mover = CardMove['by']

/** Moves that are kept of a card; the oldest are dropped, the first one excepted. */
export const MAX_MOVES = 100
/** Sessions that are kept of a card, and conversations of each; the oldest are dropped. */
export const MAX_CARD_SESSIONS = 20

/** Circumstances of a change of the board. */
export interface BoardChange {
  readonly by: Mover
  readonly at: Instant
  /** Conversation of a session; `null` when it is not known. */
  readonly conversationOf: (id: SessionId) => AgentConversation | null
}

/** Board after a change, with the moves and sessions of the changed cards. Cards that are as before stay the same. */
export function withHistory(before: Board, after: Board, change: BoardChange): Board {
  if (before.cards === after.cards) return after
  const cards = after.cards.map((card, index) => {
    if (before.cards[index] === card) return card
    const former = findCard(before, card.id)
    return former === card ? card : withOwnHistory(former, card, change)
  })
  return cards.every((card, index) => card === after.cards[index]) ? after : { ...after, cards }
}

function withOwnHistory(former: Card | undefined, card: Card, { by, at, conversationOf }: BoardChange): Card {
  const isMoved = former === undefined ? card.moves.length === 0 : former.stage !== card.stage
  const moves = isMoved ? bounded([...card.moves, { stage: card.stage, at, by }]) : card.moves
  let { sessions } = card
  for (const { ownSessionId: id, ownSession } of former === undefined ? [card] : [former, card]) {
    if (id === null) continue
    sessions = withSession(sessions, { id, name: ownSession ?? id, at, conversations: [] }, conversationOf(id))
  }
  return moves === card.moves && sessions === card.sessions ? card : { ...card, moves, sessions }
}

const bounded = (moves: ReadonlyArray<CardMove>): ReadonlyArray<CardMove> =>
  moves.length <= MAX_MOVES ? moves : [...moves.slice(0, 1), ...moves.slice(1 - MAX_MOVES)]

function withSession(
  sessions: ReadonlyArray<CardSession>,
  fresh: CardSession,
  conversation: AgentConversation | null,
): ReadonlyArray<CardSession> {
  const known = sessions.find(({ id }) => id === fresh.id)
  const { conversations, ...session } = { ...(known ?? fresh), name: fresh.name }
  const isNew = conversation !== null && !conversations.some(isSame(conversation))
  if (known !== undefined && !isNew && known.name === fresh.name) return sessions
  const next: CardSession = {
    ...session,
    conversations: isNew ? [...conversations, conversation].slice(-MAX_CARD_SESSIONS) : conversations,
  }
  return known === undefined
    ? [...sessions, next].slice(-MAX_CARD_SESSIONS)
    : sessions.map((one) => (one.id === next.id ? next : one))
}

const isSame =
  (one: AgentConversation) =>
  (other: AgentConversation): boolean =>
    one.agent === other.agent && one.id === other.id
