import { expect } from 'chai'
import type { OwnPricesFile } from '../../application/usage/own-prices.port.js'
import type { PriceTable } from '../../domain/usage/prices.js'

/** Scene of the suite `describeOwnPrices`. */
export interface OwnPricesHarness {
  /** Adapter under test. */
  readonly file: OwnPricesFile
  /** A person writes these prices down. */
  readonly write: (rows: PriceTable) => Promise<void>
  /** A person writes down something that is no prices. */
  readonly spoil: () => Promise<void>
}

const rates = { input: 1, output: 2, cacheRead: 0.5, cacheWrite5m: 1, cacheWrite1h: 1 }
const row = { model: 'x', from: '2026-02-01', variant: 'fast', rates, beyond: null, source: 'contract' } as const

/** Contract of `OwnPrices`. */
export function describeOwnPrices(technology: string, open: () => OwnPricesHarness): void {
  describe(`OwnPricesFile on ${technology}`, () => {
    it('reads the file each time: nothing, prices, invalid content, which counts as empty, and prices again', async () => {
      const { file, write, spoil } = open()
      expect(await file.read()).to.deep.equal({ rows: [], fault: null })
      await write([row])
      expect(await file.read()).to.deep.equal({ rows: [row], fault: null })
      await spoil()
      const spoilt = await file.read()
      expect([spoilt.rows, typeof spoilt.fault]).to.deep.equal([[], 'string'])
      await write([])
      expect(await file.read()).to.deep.equal({ rows: [], fault: null })
    })
  })
}
