import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import { withOwnPrices } from '../../domain/usage/price-table.js'
import type { PriceTable } from '../../domain/usage/prices.js'
import type { UsagePorts } from './ports.js'

/** The prices to reckon with right now. */
export type PricesInForce = T.Task<PriceTable>

/** The built-in table with the person’s own rows before it. What is wrong with these is logged once, until it changes. */
export function makePricesInForce({ ownPrices, log }: Pick<UsagePorts, 'ownPrices' | 'log'>): PricesInForce {
  let told: string | null = null
  return pipe(
    ownPrices.read,
    T.map(({ rows, fault }) => {
      if (fault !== null && fault !== told) log.error('prices.json is not used', { detail: fault })
      told = fault
      return withOwnPrices(rows)
    }),
  )
}
