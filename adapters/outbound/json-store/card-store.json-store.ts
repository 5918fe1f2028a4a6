import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { EMPTY_BOARD, type Board, type IdeaSession } from '../../../domain/board/card.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import type { JournaledSpec } from './journaled-store.js'
import { listChange, withListChange } from './list-change.js'
import type { StateFolder } from './state-folder.js'
import { readCard, storedCard } from './stored-card.js'
import { decodeWith } from './stored-values.js'

const VERSION = 2
/** Cards written out at a time: about a millisecond. */
const CARDS_EACH = 100

const StoredBoard = t.intersection([t.type({ cards: t.UnknownArray }), t.UnknownRecord])
const StoredIdeaSessions = t.readonlyArray(
  t.intersection([t.type({ session: t.string, projectId: t.string }), t.partial({ id: t.string })]),
)

/** Members that have changed; cards as in the file. */
const StoredChange = t.partial({
  cards: t.type({ removed: t.readonlyArray(t.string), set: t.UnknownArray }),
  ideaSessions: StoredIdeaSessions,
  strays: t.UnknownArray,
  extra: t.UnknownRecord,
})

/** `board.json`, also as older installations wrote it, and its journal. */
export const boardSpec = (folder: StateFolder): JournaledSpec<Board> => ({
  ...folder,
  file: join(folder.path, 'board.json'),
  version: VERSION,
  migrate: [(older) => older, (older) => older],
  fresh: EMPTY_BOARD,
  decode: (stored) => pipe(stored, decodeWith(StoredBoard), E.map(readBoard)),
  encode: (board) => ({ ...frameOf(board), cards: [...board.cards.map(storedCard), ...board.unknownEntries] }),
  pieces: boardPieces,
  changeBetween: (before, after) => {
    const cards = listChange(before.cards, after.cards)
    return cards === null
      ? null
      : {
          ...(before.cards === after.cards ? {} : { cards: { ...cards, set: cards.set.map(storedCard) } }),
          ...(before.ideaSessions === after.ideaSessions ? {} : { ideaSessions: after.ideaSessions }),
          ...(before.unknownEntries === after.unknownEntries ? {} : { strays: after.unknownEntries }),
          ...(before.extra === after.extra ? {} : { extra: after.extra }),
        }
  },
  apply: (board, change) => {
    if (!StoredChange.is(change)) return null
    const { cards, strays: unknownEntries = board.unknownEntries, ideaSessions, ...members } = change
    const ideas = ideaSessions === undefined ? {} : { ideaSessions: readIdeaSessions(ideaSessions) }
    const next = { ...board, ...members, ...ideas, unknownEntries }
    if (cards === undefined) return next
    const set = cards.set.map(readCard).filter((card) => card !== null)
    if (set.length < cards.set.length) return null
    return { ...next, cards: withListChange(board.cards, { removed: cards.removed, set }) }
  },
})

/** A card a line. */
function* boardPieces(board: Board, head: Readonly<Record<string, unknown>>): Generator<string> {
  const frame = JSON.stringify({ ...head, ...frameOf(board) }, null, 2).slice('{\n'.length, -'\n}'.length)
  yield `{\n${frame},\n  "cards": [`
  const { cards, unknownEntries } = board
  let separator = '\n    '
  for (let at = 0; at < cards.length; at += CARDS_EACH) {
    const lines = cards.slice(at, at + CARDS_EACH).map((card) => JSON.stringify(storedCard(card)))
    yield `${separator}${lines.join(',\n    ')}`
    separator = ',\n    '
  }
  for (const entry of unknownEntries) {
    yield `${separator}${JSON.stringify(entry)}`
    separator = ',\n    '
  }
  yield '\n  ]\n}\n'
}

/** Fields of the board without its cards. */
const frameOf = ({ extra, ideaSessions }: Board): Readonly<Record<string, unknown>> => ({
  ...extra,
  ...(ideaSessions.length === 0 ? {} : { ideaSessions }),
})

function readBoard({ cards: stored, ideaSessions, ...extra }: t.TypeOf<typeof StoredBoard>): Board {
  const read = stored.map(readCard)
  return {
    cards: read.filter((card) => card !== null),
    ideaSessions: readIdeaSessions(ideaSessions),
    unknownEntries: stored.filter((_, index) => read[index] === null),
    extra,
  }
}

const readIdeaSessions = (stored: unknown): ReadonlyArray<IdeaSession> =>
  StoredIdeaSessions.is(stored)
    ? stored.map(({ session, projectId, id }) => ({
        session,
        projectId,
        ...(id === undefined ? {} : { id: sessionId(id) }),
      }))
    : []
