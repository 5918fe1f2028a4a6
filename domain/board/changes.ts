import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import { wouldCycle } from './blockers.js'
import { findCard, withCard, type Board, type Card, type CardId } from './card.js'
import type { CardChanges, CardDraft } from './card-input.js'
import { badCard, cardConflict, cardNotFound, type BadCard, type CardConflict, type CardNotFound } from './errors.js'
import { lastOrder, placed, type Neighbour } from './order.js'

/** Card of the board; `CardNotFound` without one. */
export const existingCard = (board: Board, id: CardId): E.Either<CardNotFound, Card> =>
  E.fromNullable(cardNotFound(id))(findCard(board, id))

/** Card for the end of its stage. */
export const newCard = (board: Board, id: CardId, draft: CardDraft, at: Instant): Card => ({
  ...draft,
  id,
  order: lastOrder(board, draft.stage),
  sessionRef: null,
  brainstormDoc: null,
  branch: null,
  implementSummary: null,
  worktreePath: null,
  createdAt: at,
  updatedAt: at,
  rev: 1,
  slug: null,
  ownSession: null,
  ownSessionId: null,
  firstPort: null,
  plan: null,
  doneAt: draft.stage === 'done' ? at : null,
  moves: [],
  sessions: [],
  extra: {},
})

export const addCard = (board: Board, card: Card): E.Either<BadCard, Board> =>
  card.blockedBy.every((blocker) => findCard(board, blocker) !== undefined)
    ? E.right({ ...board, cards: [...board.cards, card] })
    : E.left(badCard('bad-blockedBy'))

/** Card with new values and an incremented revision. */
export const touched = (card: Card, values: Partial<Card>, at: Instant): Card => ({
  ...card,
  ...values,
  updatedAt: Math.max(at, card.updatedAt),
  rev: card.rev + 1,
})

/** Fields of a card in another stage. `doneAt` is the time at which it reached `done`. */
export const staged = (stage: Card['stage'], before: Card, at: Instant): Pick<Card, 'stage' | 'doneAt'> => ({
  stage,
  doneAt: stage === 'done' ? (before.doneAt ?? at) : null,
})

/** Reason why a card is not changed. */
export type ChangeError = CardNotFound | CardConflict | BadCard

/** Applies all changes or none. When `rev` is given and differs from the card's revision, fails with `CardConflict`. */
export function changeCard(
  board: Board,
  id: CardId,
  changes: CardChanges,
  rev: number | null,
  at: Instant,
): E.Either<ChangeError, Board> {
  const found = existingCard(board, id)
  if (E.isLeft(found)) return found
  const card = found.right
  if (rev !== null && rev !== card.rev) return E.left(cardConflict(card))
  const { stage, order, before: _before, after: _after, endSession: _endSession, ...fields } = changes
  const wrong = wrongField(board, card, changes)
  if (wrong !== null) return E.left(badCard(wrong))

  const target = stage ?? card.stage
  const neighbour = neighbourIn(changes)
  const orders = neighbour === null ? null : placed(board, id, target, neighbour)
  if (neighbour !== null && orders === null) return E.left(badCard(`bad-${neighbour.side}`))
  const own = orders?.get(id) ?? (stage === undefined ? card.order : (order ?? endOf(board, card, stage)))

  const moved = touched(card, { ...fields, ...staged(target, card, at), order: own }, at)
  const others = [...(orders ?? [])].filter(([other]) => other !== id)
  return E.right(others.reduce((next, [other, its]) => reordered(next, other, its, at), withCard(board, moved)))
}

function neighbourIn({ before, after }: CardChanges): Neighbour | null {
  if (after !== undefined) return { id: after, side: 'after' }
  return before === undefined ? null : { id: before, side: 'before' }
}

/** A move to the current stage keeps the order. */
const endOf = (board: Board, card: Card, stage: Card['stage']): number =>
  stage === card.stage ? card.order : lastOrder(board, stage)

function reordered(board: Board, id: CardId, order: number, at: Instant): Board {
  const card = findCard(board, id)
  return card === undefined || card.order === order ? board : withCard(board, touched(card, { order }, at))
}

/** Checks that depend on the card and the board. Returns the code of the first error, else `null`. */
function wrongField(board: Board, card: Card, { worktreePath = null, blockedBy }: CardChanges): string | null {
  if (worktreePath !== null && worktreePath !== card.worktreePath) return 'bad-worktreePath'
  if (blockedBy === undefined) return null
  const areNew = blockedBy.filter((id) => !card.blockedBy.includes(id))
  if (!areNew.every((id) => findCard(board, id) !== undefined)) return 'bad-blockedBy'
  return wouldCycle(board, card.id, blockedBy) ? 'blocked-cycle' : null
}

/** Clears the worktree path of a card. Returns the same board when it had none. */
export function withoutWorktree(board: Board, id: CardId, at: Instant): Board {
  const card = findCard(board, id)
  return card === undefined || card.worktreePath === null
    ? board
    : withCard(board, touched(card, { worktreePath: null }, at))
}

/** Card that was deleted, and the cards that waited for it. */
export interface DeletedCard {
  readonly card: Card
  readonly blocked: ReadonlyArray<CardId>
}

/** Deletes a card and removes it from the blockers of other cards. */
export function removeCard(board: Board, id: CardId, at: Instant): E.Either<CardNotFound, Board> {
  const found = existingCard(board, id)
  if (E.isLeft(found)) return found
  const cards = board.cards
    .filter((card) => card.id !== id)
    .map((card) =>
      card.blockedBy.includes(id)
        ? touched(card, { blockedBy: card.blockedBy.filter((blocker) => blocker !== id) }, at)
        : card,
    )
  return E.right({ ...board, cards })
}

/** Card as it can be added again: without its session, and without what its deletion removed. */
export const deletedCard = (board: Board, card: Card, left: Pick<Card, 'worktreePath' | 'branch'>): DeletedCard => ({
  card: { ...card, ...left, sessionRef: null, ownSession: null, ownSessionId: null, plan: null },
  blocked: board.cards.filter(({ blockedBy }) => blockedBy.includes(card.id)).map(({ id }) => id),
})

/**
 * Adds a deleted card again under its id, at its former position, and lets the same cards wait for it. Leaves out
 * blockers that no longer exist, cards that would wait for themselves, and a port that another card has got.
 */
export function restoreCard(board: Board, { card, blocked }: DeletedCard, at: Instant): Board {
  if (findCard(board, card.id) !== undefined) return board
  const blockedBy = card.blockedBy.filter((id) => findCard(board, id) !== undefined)
  const isTaken = board.cards.some(({ firstPort }) => firstPort === card.firstPort)
  const restored = touched(card, { blockedBy, firstPort: isTaken ? null : card.firstPort }, at)
  const whole: Board = { ...board, cards: [...board.cards, restored] }
  return blocked.reduce((next, id) => {
    const waiting = findCard(next, id)
    if (waiting === undefined) return next
    const blockers = [...waiting.blockedBy, card.id]
    return wouldCycle(next, id, blockers) ? next : withCard(next, touched(waiting, { blockedBy: blockers }, at))
  }, whole)
}
