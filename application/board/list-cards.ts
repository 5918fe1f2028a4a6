import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { isArchived, type Board, type Card, cardView, type CardView } from '../../domain/board/card.js'
import { containsWords, wordsOf } from '../../domain/board/search.js'
import { reachOf } from '../../domain/board/sessions.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'
import { callingSession, mayReadBoard, type BoardCaller, type NamedCaller } from './board-caller.js'
import { runningSessionNames } from './session-work.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { BoardPorts } from './ports.js'

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
