import type { RequestVariant } from './cell.js'

/** US dollars per million tokens, by price category. */
export interface Rates {
  /** US dollars for a million tokens of input. */
  readonly input: number
  /** US dollars for a million tokens of output. */
  readonly output: number
  /** US dollars for a million tokens read from the cache. */
  readonly cacheRead: number
  /** US dollars for a million tokens cached for five minutes. */
  readonly cacheWrite5m: number
  /** US dollars for a million tokens cached for an hour. */
  readonly cacheWrite1h: number
}

/** Price of one model from a given day. */
export interface PriceRow {
  /** Key of the model. It also covers every key that begins with it and has no row of its own. */
  readonly model: string
  /** First day in UTC; `null` without a start. */
  readonly from: string | null
  /** Kind of request that the row covers. */
  readonly variant: RequestVariant
  /** Prices of tokens. */
  readonly rates: Rates
  /** Rates of the whole request when its prompt exceeds `promptTokens`, which is one of `PROMPT_BOUNDS`. */
  readonly beyond: { readonly promptTokens: number; readonly rates: Rates } | null
  /** Source of the figures, for display: a page and the day on which it was read. */
  readonly source: string
}

/** Prices; the first row that matches applies. */
export type PriceTable = ReadonlyArray<PriceRow>
