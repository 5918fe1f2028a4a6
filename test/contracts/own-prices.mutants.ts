import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { OwnPrices } from '../../application/usage/own-prices.port.js'
import { breaking, type Mutants } from './mutants.js'
import type { OwnPricesHarness } from './own-prices.contract.js'

const broken = breaking<OwnPricesHarness, 'file'>('file')
const reading = (change: (prices: OwnPrices) => OwnPrices) =>
  broken(({ read }) => ({ read: pipe(read, T.map(change)) }))
const CLAUSE = 'reads afresh each time: nothing, prices, what is none and so counts as empty, and prices again'

/** Broken readers of the operator's prices. */
export const ownPricesMutants: Mutants<OwnPricesHarness> = {
  [CLAUSE]: {
    'reads once': broken(({ read }) => {
      let first: ReturnType<typeof read> | null = null
      return { read: () => (first ??= read()) }
    }),
    'returns no prices': reading((prices) => ({ ...prices, rows: [] })),
    'takes a missing file for a fault': reading(({ rows, fault }) => ({
      rows,
      fault: rows.length === 0 ? 'no file' : fault,
    })),
    'reports no fault': reading((prices) => ({ ...prices, fault: null })),
    'keeps the prices of a file that is spoilt': broken(({ read }) => {
      let rows: OwnPrices['rows'] = []
      return {
        read: pipe(
          read,
          T.map((prices) => {
            if (prices.fault === null) ({ rows } = prices)
            return { ...prices, rows }
          }),
        ),
      }
    }),
    'drops the variant of a model': reading((prices) => ({
      ...prices,
      rows: prices.rows.map((row) => ({ ...row, variant: 'standard' })),
    })),
  },
}
