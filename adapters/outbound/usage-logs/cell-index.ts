import type { Instant } from '../../../domain/shared/instant.js'
import { QUARTER_MS, type UsageCell } from '../../../domain/usage/cell.js'
import type { Names } from './names.js'
import { addRow, emptyTable, type Table } from './table.js'

/** Column indexes of a cell row. */
const CellColumn = { quarter: 0, origin: 1, band: 2, messages: 3, errors: 4, stops: 5 } as const
export const CELL_STRIDE = 9
const SUMS = 5

/** Contribution of one message to a cell. */
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
export interface CellIndex {
  /** Adds, or with -1 takes away; answers with the number of the cell. */
  readonly apply: (share: Share, sign: 1 | -1) => number
  readonly applyCall: (cell: number, name: number, sign: 1 | -1) => void
  /** Cells with any usage, from a quarter of an hour on. */
  readonly cells: (names: Names, from: Instant) => Generator<UsageCell>
  readonly stored: () => StoredCells
}

/** Cells in their stored form. */
export interface StoredCells {
  readonly cells: Table
  readonly sums: Float64Array
  readonly calls: ReadonlyArray<readonly [cell: number, name: number, count: number]>
}

/** Origins have a number below this, so that a cell's key fits 53 bits. */
const MOST_ORIGINS = 4_194_304

export function cellIndex(stored?: StoredCells): CellIndex {
  const table = stored?.cells ?? emptyTable(CELL_STRIDE)
  let sums = stored?.sums ?? new Float64Array(0)
  /** Tool calls by cell, then by tool name. */
  const calls = new Map<number, Map<number, number>>()
  for (const [cell, name, count] of stored?.calls ?? []) callsIn(calls, cell).set(name, count)
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
    table.words[at + CellColumn.quarter] = share.quarter
    table.words[at + CellColumn.origin] = share.origin
    table.words[at + CellColumn.band] = share.band
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
      words[at + CellColumn.messages] = (words[at + CellColumn.messages] ?? 0) + sign * share.messages
      words[at + CellColumn.errors] = (words[at + CellColumn.errors] ?? 0) + sign * share.errors
      const stop = at + CellColumn.stops + share.stopRank
      words[stop] = (words[stop] ?? 0) + sign
      for (let sum = 0; sum < SUMS; sum++) {
        const place = cell * SUMS + sum
        sums[place] = (sums[place] ?? 0) + sign * (share.tokens[sum] ?? 0)
      }
      return cell
    },
    applyCall: (cell, name, sign) => {
      const own = callsIn(calls, cell)
      const count = (own.get(name) ?? 0) + sign
      if (count === 0) own.delete(name)
      else own.set(name, count)
    },
    *cells(names, from) {
      const first = Math.floor(from / QUARTER_MS)
      for (let cell = 0; cell < table.rows; cell++) {
        if ((table.words[cell * CELL_STRIDE + CellColumn.quarter] ?? 0) < first) continue
        const row = table.words.subarray(cell * CELL_STRIDE, (cell + 1) * CELL_STRIDE)
        const tokens = sums.subarray(cell * SUMS, (cell + 1) * SUMS)
        const read = readCell(row, tokens, names, calls.get(cell) ?? NO_CALLS)
        if (read !== null) yield read
      }
    },
    stored: () => ({ cells: table, sums: sums.slice(0, table.rows * SUMS), calls: triples(calls) }),
  }
}

type Calls = Map<number, Map<number, number>>

const NO_CALLS: ReadonlyMap<number, number> = new Map()

function callsIn(calls: Calls, cell: number): Map<number, number> {
  const known = calls.get(cell)
  if (known !== undefined) return known
  const own = new Map<number, number>()
  calls.set(cell, own)
  return own
}

const triples = (calls: Calls): StoredCells['calls'] =>
  [...calls].flatMap(([cell, own]) => [...own].map(([name, count]) => [cell, name, count] as const))

function readCell(
  row: Uint32Array,
  sums: Float64Array,
  names: Names,
  calls: ReadonlyMap<number, number>,
): UsageCell | null {
  const at = (place: number): number => row[place] ?? 0
  const sum = (place: number): number => sums[place] ?? 0
  if (at(CellColumn.messages) === 0 && at(CellColumn.errors) === 0 && sums.every((tokens) => tokens === 0)) return null
  const { agent, model, variant, session, directory } = names.origin(at(CellColumn.origin))
  return {
    quarter: at(CellColumn.quarter) * QUARTER_MS,
    agent,
    model,
    variant,
    promptBand: at(CellColumn.band),
    session,
    directory,
    tokens: { input: sum(0), output: sum(1), cacheRead: sum(2), cacheWrite5m: sum(3), cacheWrite1h: sum(4) },
    messages: at(CellColumn.messages),
    stops: { other: at(CellColumn.stops + 1), toolUse: at(CellColumn.stops + 2), endTurn: at(CellColumn.stops + 3) },
    tools: Object.fromEntries([...calls].map(([name, count]) => [names.text(name), count])),
    errors: at(CellColumn.errors),
  }
}
