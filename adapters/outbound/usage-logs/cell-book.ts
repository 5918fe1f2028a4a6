import { QUARTER_MS, type UsageCell } from '../../../domain/usage/cell.js'
import type { Names } from './names.js'
import { addRow, emptyTable, type Table } from './table.js'

/** Where in the row of a cell what is. */
const K = { quarter: 0, origin: 1, band: 2, messages: 3, errors: 4, stops: 5 } as const
export const CELL_STRIDE = 9
const SUMS = 5

/** What one message adds to a cell. */
export interface Share {
  quarter: number
  origin: number
  band: number
  messages: number
  errors: number
  /** 0 none, 1 other, 2 tool use, 3 end of turn. */
  stopRank: number
  readonly tokens: Float64Array
}

/** Sums by quarter of an hour, origin and size of the prompt, of which messages can be taken away again. */
export interface CellBook {
  /** Adds, or with -1 takes away; answers with the number of the cell. */
  readonly apply: (share: Share, sign: 1 | -1) => number
  readonly applyCall: (cell: number, name: number, sign: 1 | -1) => void
  /** All that hold anything. */
  readonly cells: (names: Names) => Generator<UsageCell>
  readonly stored: () => StoredCells
}

/** As it is kept on disk. */
export interface StoredCells {
  readonly cells: Table
  readonly sums: Float64Array
  readonly calls: ReadonlyArray<readonly [key: number, count: number]>
}

/** Names of tools in one cell; a name has a number below this. */
const MOST_NAMES = 16_777_216
/** Origins have a number below this, so that a cell's key fits 53 bits. */
const MOST_ORIGINS = 4_194_304

export function cellBook(stored?: StoredCells): CellBook {
  const table = stored?.cells ?? emptyTable(CELL_STRIDE)
  let sums = stored?.sums ?? new Float64Array(0)
  const calls = new Map(stored?.calls)
  const places = new Map<number, number>()
  const keyOf = (quarter: number, origin: number, band: number): number => (quarter * MOST_ORIGINS + origin) * 4 + band
  for (let cell = 0; cell < table.rows; cell++) {
    const at = cell * CELL_STRIDE
    const [quarter, origin, band] = table.words.subarray(at, at + 3)
    places.set(keyOf(quarter ?? 0, origin ?? 0, band ?? 0), cell)
  }

  const placeOf = (share: Share): number => {
    const key = keyOf(share.quarter, share.origin, share.band)
    const known = places.get(key)
    if (known !== undefined) return known
    const at = addRow(table)
    const cell = table.rows - 1
    table.words[at + K.quarter] = share.quarter
    table.words[at + K.origin] = share.origin
    table.words[at + K.band] = share.band
    places.set(key, cell)
    if (table.rows * SUMS > sums.length) {
      const larger = new Float64Array((table.words.length / CELL_STRIDE) * SUMS)
      larger.set(sums)
      sums = larger
    }
    return cell
  }

  return {
    apply: (share, sign) => {
      const cell = placeOf(share)
      const at = cell * CELL_STRIDE
      const { words } = table
      words[at + K.messages] = (words[at + K.messages] ?? 0) + sign * share.messages
      words[at + K.errors] = (words[at + K.errors] ?? 0) + sign * share.errors
      const stop = at + K.stops + share.stopRank
      words[stop] = (words[stop] ?? 0) + sign
      for (let sum = 0; sum < SUMS; sum++) {
        const place = cell * SUMS + sum
        sums[place] = (sums[place] ?? 0) + sign * (share.tokens[sum] ?? 0)
      }
      return cell
    },
    applyCall: (cell, name, sign) => {
      const key = cell * MOST_NAMES + name
      const count = (calls.get(key) ?? 0) + sign
      if (count === 0) calls.delete(key)
      else calls.set(key, count)
    },
    *cells(names) {
      const called = new Map<number, [string, number][]>()
      for (const [key, count] of calls) {
        const cell = Math.floor(key / MOST_NAMES)
        const entry: [string, number] = [names.text(key % MOST_NAMES), count]
        const entries = called.get(cell)
        if (entries === undefined) called.set(cell, [entry])
        else entries.push(entry)
      }
      for (let cell = 0; cell < table.rows; cell++) {
        const row = table.words.subarray(cell * CELL_STRIDE, (cell + 1) * CELL_STRIDE)
        const tokens = sums.subarray(cell * SUMS, (cell + 1) * SUMS)
        const read = readCell(row, tokens, names, called.get(cell) ?? [])
        if (read !== null) yield read
      }
    },
    stored: () => ({ cells: table, sums: sums.slice(0, table.rows * SUMS), calls: [...calls] }),
  }
}

function readCell(
  row: Uint32Array,
  sums: Float64Array,
  names: Names,
  calls: ReadonlyArray<[string, number]>,
): UsageCell | null {
  const at = (place: number): number => row[place] ?? 0
  const sum = (place: number): number => sums[place] ?? 0
  if (at(K.messages) === 0 && at(K.errors) === 0 && sums.every((tokens) => tokens === 0)) return null
  const { agent, model, variant, session, directory } = names.origin(at(K.origin))
  return {
    quarter: at(K.quarter) * QUARTER_MS,
    agent,
    model,
    variant,
    promptBand: at(K.band),
    session,
    directory,
    tokens: { input: sum(0), output: sum(1), cacheRead: sum(2), cacheWrite5m: sum(3), cacheWrite1h: sum(4) },
    messages: at(K.messages),
    stops: { other: at(K.stops + 1), toolUse: at(K.stops + 2), endTurn: at(K.stops + 3) },
    tools: Object.fromEntries(calls),
    errors: at(K.errors),
  }
}
