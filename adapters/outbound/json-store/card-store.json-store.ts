import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { CardStore } from '../../../application/board/card-store.port.js'
import { EMPTY_BOARD, type Board, type Card, type IdeaSession } from '../../../domain/board/card.js'
import type { JsonStore, JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { readCard, storedCard } from './stored-card.js'
import { decodeWith } from './stored-values.js'

const VERSION = 1
const StoredBoard = t.intersection([t.type({ cards: t.UnknownArray }), t.UnknownRecord])
const StoredIdeaSessions = t.readonlyArray(t.strict({ session: t.string, projectId: t.string }))

/** `board.json`, also as older installations wrote it. */
export function boardSpec(folder: StateFolder): JsonStoreSpec<Board> {
  const lineOf = cardLines()
  /** At the start, when nobody waits. */
  const written = (board: Board): Board => {
    board.cards.forEach(lineOf)
    return board
  }
  return {
    ...folder,
    file: join(folder.path, 'board.json'),
    version: VERSION,
    migrate: [(older) => older],
    fresh: EMPTY_BOARD,
    decode: (stored) => pipe(stored, decodeWith(StoredBoard), E.map(readBoard), E.map(written)),
    encode: (board) => ({ ...frameOf(board), cards: [...board.cards.map(storedCard), ...board.strays] }),
    text: (board) => {
      const frame = JSON.stringify({ version: VERSION, ...frameOf(board) }, null, 2).slice(0, -2)
      const lines = [...board.cards.map(lineOf), ...board.strays.map((stray) => JSON.stringify(stray))]
      return `${frame},\n  "cards": [${lines.map((line) => `\n    ${line}`).join(',')}\n  ]\n}\n`
    },
  }
}

/** A card a line. Of thousands of cards one changes at a time, so the others are not written out anew. */
function cardLines(): (card: Card) => string {
  const lines = new WeakMap<Card, string>()
  return (card) => {
    const known = lines.get(card)
    if (known !== undefined) return known
    const line = JSON.stringify(storedCard(card))
    lines.set(card, line)
    return line
  }
}

/** All but the cards. */
const frameOf = ({ extra, ideaSessions }: Board): Readonly<Record<string, unknown>> => ({
  ...extra,
  ...(ideaSessions.length === 0 ? {} : { ideaSessions }),
})

function readBoard({ cards: stored, ideaSessions, ...extra }: t.TypeOf<typeof StoredBoard>): Board {
  const read = stored.map(readCard)
  return {
    cards: read.filter((card) => card !== null),
    ideaSessions: readIdeaSessions(ideaSessions),
    strays: stored.filter((_, index) => read[index] === null),
    extra,
  }
}

const readIdeaSessions = (stored: unknown): ReadonlyArray<IdeaSession> => (StoredIdeaSessions.is(stored) ? stored : [])

/** The board over its state file. */
export const jsonCardStore = (store: JsonStore<Board>): CardStore => ({
  read: TE.fromIO(store.current),
  update: store.update,
})
