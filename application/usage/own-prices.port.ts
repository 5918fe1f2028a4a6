import type * as T from 'fp-ts/lib/Task.js'
import type { PriceTable } from '../../domain/usage/prices.js'

/** Prices from the person’s own file. */
export interface OwnPrices {
  /** Prices that come before the built-in ones. */
  readonly rows: PriceTable
  /** Error in the file, for display; `null` when there is none. With an error the whole file counts as empty. */
  readonly fault: string | null
}

/**
 * Prices that a person has written down, to go before ours. Read afresh each time; a file that is not there says nothing
 * and is no fault.
 */
export interface OwnPricesFile {
  /** Prices of the operator; empty without a file. */
  readonly read: T.Task<OwnPrices>
}
