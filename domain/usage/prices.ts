import type { RequestVariant } from './cell.js'

/** US dollars for a million tokens, by what they are charged as. */
export interface Rates {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite5m: number
  readonly cacheWrite1h: number
}

/** What one model costs from a day on. */
export interface PriceRow {
  /** Key of the model; it stands for every key that begins with it and has no row of its own. */
  readonly model: string
  /** First day, in UTC; `null` is from ever. */
  readonly from: string | null
  readonly variant: RequestVariant
  readonly rates: Rates
  /** Rates of the whole request where its prompt is beyond so many tokens, one of `PROMPT_BOUNDS`. */
  readonly beyond: { readonly promptTokens: number; readonly rates: Rates } | null
  /** Where the figures are from, for people: a page and the day it was read. */
  readonly source: string
}

export type PriceTable = ReadonlyArray<PriceRow>
