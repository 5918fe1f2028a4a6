import { PROMPT_BOUNDS, type RequestVariant, type TokenCounts, type UsageCell } from './cell.js'
import { modelKey, standsFor } from './model.js'
import type { PriceRow, PriceTable, Rates } from './prices.js'

/**
 * Units per US dollar. For every published price, the price of one token is a whole number of units, so that sums do
 * not depend on the order. Sums are exact up to 900,000 dollars.
 */
const UNITS_PER_USD = 1e10
const UNITS_PER_RATE = UNITS_PER_USD / 1e6

/** Cost of the messages of a cell; `null` when no price is known. */
export type PriceOf = (cell: UsageCell) => number | null

/** Rows of a model and variant, newest first. */
type RowsOf = ReadonlyArray<{ readonly from: number; readonly row: PriceRow }>

/**
 * Prices by a table, in the units of `usdOf`. Among the rows that cover a model, the longest name wins; among those,
 * the newest that had begun on the day. A variant without rows has no price, even if other variants have one.
 */
export function priceBy(table: PriceTable): PriceOf {
  const known = new Map<string, Map<RequestVariant, RowsOf>>()

  const rowsOf = (model: string, variant: RequestVariant): RowsOf => {
    let variants = known.get(model)
    if (variants === undefined) known.set(model, (variants = new Map<RequestVariant, RowsOf>()))
    let rows = variants.get(variant)
    if (rows === undefined) variants.set(variant, (rows = findRows(table, modelKey(model), variant)))
    return rows
  }

  return ({ model, variant, quarter, promptBand, tokens }) => {
    const row = rowsOf(model, variant).find(({ from }) => from <= quarter)?.row
    if (row === undefined) return null
    const { beyond } = row
    const isBeyond = beyond !== null && promptBand > PROMPT_BOUNDS.indexOf(beyond.promptTokens)
    return costOf(tokens, isBeyond ? beyond.rates : row.rates)
  }
}

function findRows(table: PriceTable, key: string, variant: RequestVariant): RowsOf {
  const name = priceName(table, key)
  return table
    .filter((row) => row.model === name && row.variant === variant)
    .map((row) => ({ from: row.from === null ? -Infinity : Date.parse(row.from), row }))
    .sort((one, other) => other.from - one.from)
}

/** Longest name in the table that covers the key of a model; `null` when there is none. */
export const priceName = (table: PriceTable, key: string): string | null =>
  table.reduce<string | null>(
    (best, { model }) => (standsFor(model, key) && (best === null || model.length > best.length) ? model : best),
    null,
  )

const costOf = (tokens: TokenCounts, rates: Rates): number =>
  Math.round(
    UNITS_PER_RATE *
      (tokens.input * rates.input +
        tokens.output * rates.output +
        tokens.cacheRead * rates.cacheRead +
        tokens.cacheWrite5m * rates.cacheWrite5m +
        tokens.cacheWrite1h * rates.cacheWrite1h),
  )

/** Converts units to US dollars. */
export const usdOf = (units: number): number => units / UNITS_PER_USD

/** Inverse of `usdOf`. */
export const unitsOf = (usd: number): number => Math.round(usd * UNITS_PER_USD)
