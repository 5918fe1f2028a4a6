import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { forbidden, type Forbidden } from '../../domain/access/errors.js'
import { allowsUnknownProject, readDraft, type CardDraft, type Raw } from '../../domain/board/card-input.js'
import {
  isArchived,
  cardView,
  EMPTY_BOARD,
  findCard,
  type Board,
  type Card,
  type CardView,
  type CardId,
} from '../../domain/board/card.js'
import {
  addCard,
  newCard,
  deletedCard,
  existingCard,
  removeCard,
  restoreCard,
  type DeletedCard,
} from '../../domain/board/changes.js'
import {
  unknownProject,
  cardNotFound,
  type BadCard,
  type UnknownProject,
  type CardNotFound,
} from '../../domain/board/errors.js'
import { containsWords, wordsOf } from '../../domain/board/search.js'
import { reachOf } from '../../domain/board/sessions.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'
import type { RecentValues } from '../shared/recent-values.js'
import {
  callingSession,
  mayReadBoard,
  isOnOwnBoard,
  listable,
  type BoardCaller,
  type NamedCaller,
} from './board-caller.js'
import { cardKey } from './brainstorm-card.js'
import type { BoardPorts, BoardSteps } from './ports.js'
import { runningSessionNames } from './session-work.js'

/** Filter of a list of cards. */
export interface CardQuery {
  /** Of one project; `null` of all. */
  readonly projectId: ProjectId | null
  /** Words that each card contains; `''` for all cards. */
  readonly text: string
  /** A page of the archive, newest first, instead of the board. */
  readonly archive: { readonly limit: number; readonly before: string | null } | null
}

/** Cards of a list. */
export interface ListedCards {
  /** Cards in the order of the board. */
  readonly cards: ReadonlyArray<CardView>
  /** The archive has more cards after this page. */
  readonly hasMore: boolean
}

/** Lists the cards that the caller may see. */
export type ListCards = (query: CardQuery, caller: BoardCaller) => TE.TaskEither<Unavailable, ListedCards>

/** Cards in the order of their creation. A session gets its own card and those of the project it collects ideas for. */
export function makeListCards(deps: Pick<BoardPorts, 'cards' | 'host' | 'directory' | 'clock'>): ListCards {
  const { cards, host, directory, clock } = deps
  return (query, { principal }) =>
    async () => {
      const board = await cards.read()
      if (E.isLeft(board)) return board
      const live = await runningSessionNames(host)()
      const words = wordsOf(query.text)
      const session = callingSession(principal, directory)
      const wanted = reachable(board.right, session).filter(
        (card) =>
          mayReadBoard(principal, card.projectId) &&
          (query.projectId === null || card.projectId === query.projectId) &&
          containsWords(card, words),
      )
      const { page, hasMore } = shown(wanted, query, clock.now())
      return E.right({ cards: page.map((card) => cardView(card, live)), hasMore })
    }
}

function reachable(board: Board, session: NamedCaller | null): ReadonlyArray<Card> {
  if (session === null) return board.cards
  const { card: own, projectId } = reachOf(board, session)
  return board.cards.filter((card) => card === own || card.projectId === projectId)
}

function shown(
  cards: ReadonlyArray<Card>,
  { archive }: CardQuery,
  now: Instant,
): { readonly page: ReadonlyArray<Card>; readonly hasMore: boolean } {
  if (archive === null) return { page: cards.filter((card) => !isArchived(card, now)), hasMore: false }
  const archived = cards
    .filter((card) => isArchived(card, now))
    .sort((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0) || (a.id < b.id ? -1 : 1))
  const from = archive.before === null ? 0 : archived.findIndex(({ id }) => id === archive.before) + 1
  const rest = archived.slice(from)
  return { page: rest.slice(0, archive.limit), hasMore: rest.length > archive.limit }
}

/** Failure of a creation; `BadCard` names the field. */
export type CreateCardError = BadCard | UnknownProject | Forbidden | Unavailable
/** Reads the fields of a new card, stores it and publishes it. */
export type CreateCard = (raw: Raw, caller: BoardCaller) => TE.TaskEither<CreateCardError, CardView>

/** Adds a card. A session may do so for the project that it collects ideas for, and only as an idea. */
export function makeCreateCard(
  deps: Pick<BoardSteps, 'readProjectIds' | 'writeBoard' | 'directory' | 'clock' | 'secrets'>,
): CreateCard {
  const { readProjectIds, writeBoard, directory, clock, secrets } = deps
  return (raw, caller) => async () => {
    const { principal } = caller
    const draft = readDraft(raw)
    if (E.isLeft(draft)) return draft
    const { projectId } = draft.right
    const known = await readProjectIds(projectId)()
    if (E.isLeft(known)) return known
    const [id, at] = [secrets.newId(), clock.now()]
    let card = newCard(EMPTY_BOARD, id, draft.right, at)
    const written = await writeBoard((board): E.Either<BadCard | UnknownProject | Forbidden, Board> => {
      const session = callingSession(principal, directory)
      if (session !== null && !mayAdd(board, session, draft.right)) return E.left(forbidden)
      if (!isOnOwnBoard(principal, projectId)) return E.left(forbidden)
      if (!known.right.has(projectId) && !allowsUnknownProject(raw))
        return E.left(unknownProject(listable(known.right, principal)))
      card = newCard(board, id, draft.right, at)
      return addCard(board, card)
    }, caller)()
    return E.map(() => ({ card, sessionLive: false }))(written)
  }
}

const mayAdd = (board: Board, session: NamedCaller, { projectId, stage }: CardDraft): boolean =>
  stage === 'idea' && reachOf(board, session).projectId === projectId

/** Worktree, branch and rescue refs that a deleted card leaves behind because they hold work. */
export interface Kept {
  /** Absolute. */
  readonly worktree: string | null
  /** Branch that was left in place; `null` when there was none or it was deleted. */
  readonly branch: BranchName | null
  /** Rescue refs of commits that are on no other branch. */
  readonly rescue: ReadonlyArray<string>
}

/** Deleted cards since the start of the hub, for undo. */
export type DeletedCards = RecentValues<CardId, DeletedCard>

/** Failure of a deletion; the card stays. */
export type DeleteCardError = CardNotFound | Unavailable
/** Deletes a card, its session and its worktree. Commits that are on no other branch stay under rescue refs. */
export type DeleteCard = (id: CardId, caller: BoardCaller) => TE.TaskEither<DeleteCardError, Kept>

/** Ends a card's session, gives back what holds no work, takes the card off the board, and says what was kept. */
export function makeDeleteCard(
  deps: Pick<BoardSteps, 'cards' | 'deletedCards' | 'writeBoard' | 'releaseCard' | 'withLock' | 'clock'>,
): DeleteCard {
  const { cards, deletedCards, writeBoard, releaseCard, withLock, clock } = deps
  return (id, caller) =>
    withLock(
      [cardKey(id)],
      pipe(
        TE.Do,
        TE.bindW('board', () => cards.read),
        TE.bindW('card', ({ board }) => TE.fromEither(existingCard(board, id))),
        TE.bindW('cleanup', ({ card }) => TE.fromTask(releaseCard(card, caller))),
        TE.let('kept', ({ card, cleanup }) => ({
          worktree: cleanup.worktreeKept ? card.worktreePath : null,
          branch: cleanup.branchKept ? card.branch : null,
          rescue: cleanup.rescue,
        })),
        TE.tap(({ kept: { worktree, branch } }) =>
          writeBoard((board) => {
            const removed = removeCard(board, id, clock.now())
            const card = findCard(board, id)
            if (card !== undefined) deletedCards.set(id, deletedCard(board, card, { worktreePath: worktree, branch }))
            return removed
          }, caller),
        ),
        TE.map(({ kept }) => kept),
      ),
    )
}

/** Failure of a restoration. `CardNotFound` for a card that was not deleted since the start of the hub. */
export type RestoreCardError = CardNotFound | Forbidden | Unavailable
/** Adds a deleted card again, under its id. Its session is gone. */
export type RestoreCard = (id: CardId, caller: BoardCaller) => TE.TaskEither<RestoreCardError, CardView>

/** Undoes a deletion. Returns a card that was restored before as it is. */
export function makeRestoreCard(deps: Pick<BoardSteps, 'deletedCards' | 'writeBoard' | 'clock'>): RestoreCard {
  const { deletedCards, writeBoard, clock } = deps
  return (id, caller) => {
    const deleted = deletedCards.get(id)
    if (deleted === undefined) return TE.left(cardNotFound(id))
    if (!isOnOwnBoard(caller.principal, deleted.card.projectId)) return TE.left(forbidden)
    return pipe(
      writeBoard((board) => E.right(restoreCard(board, deleted, clock.now())), caller),
      TE.flatMapEither((board) => existingCard(board, id)),
      TE.map((card) => ({ card, sessionLive: false })),
    )
  }
}
