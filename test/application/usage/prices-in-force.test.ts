import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memoryOwnPrices } from '../../../adapters/outbound/memory/stores.memory.js'
import { makePricesInForce } from '../../../application/usage/prices-in-force.js'
import type { PriceTable } from '../../../domain/usage/prices.js'

const RATES = { input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1 }
const OWN: PriceTable = [
  { model: 'claude-x', from: null, variant: 'standard', rates: RATES, beyond: null, source: 'invoice' },
]

describe('prices in force', () => {
  it('are those of the operator before the built-in ones', async () => {
    const ownPrices = memoryOwnPrices()
    const prices = makePricesInForce({ ownPrices, log: memoryLog() })
    const builtIn = await prices()
    ownPrices.put({ rows: OWN, fault: null })
    expect(await prices()).to.deep.equal([...OWN, ...builtIn])
  })

  it('log an error in the file once, until it is another one or was corrected in between', async () => {
    const [ownPrices, log] = [memoryOwnPrices(), memoryLog()]
    const prices = makePricesInForce({ ownPrices, log })
    for (const fault of [null, 'no JSON', 'no JSON', 'no rows', null, 'no rows']) {
      ownPrices.put({ rows: [], fault })
      await prices()
    }
    expect(log.entries.map(({ level, fields }) => [level, fields])).to.deep.equal(
      ['no JSON', 'no rows', 'no rows'].map((detail) => ['error', { detail }]),
    )
  })
})
