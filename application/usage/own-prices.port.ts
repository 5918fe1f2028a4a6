import type * as T from 'fp-ts/lib/Task.js'
import type { PriceTable } from '../../domain/usage/prices.js'

/** What a person’s own file says of prices. */
export interface OwnPrices {
  readonly rows: PriceTable
  /** What is wrong with the file, for people; it then counts as empty, whole. `null` when nothing is. */
  readonly fault: string | null
}

/**
 * Prices that a person has written down, to go before ours. Read afresh each time; a file that is not there says nothing
 * and is no fault.
 */
export interface OwnPricesFile {
  readonly read: T.Task<OwnPrices>
}
