import type { OwnPrices, OwnPricesFile } from '../../../application/usage/own-prices.port.js'

/** Prices of the operator in memory. */
export interface MemoryOwnPrices extends OwnPricesFile {
  /** A person writes other prices down, or something that is none. */
  readonly put: (prices: OwnPrices) => void
}

/** Price file that is empty at first. */
export function memoryOwnPrices(): MemoryOwnPrices {
  let now: OwnPrices = { rows: [], fault: null }
  return {
    read: () => Promise.resolve(now),
    put: (prices) => {
      now = prices
    },
  }
}
