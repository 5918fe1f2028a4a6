import { checkSimulation } from '../simulation/simulation.js'
import { shortOrLong } from '../support/short-or-long.js'

describe('a simulated hub that dies often', function () {
  this.timeout(shortOrLong(240_000, 1_700_000))

  it('recovers to a state in which all invariants hold', async () => {
    const kinds = ['crash-before', 'crash-after', 'lost'] as const
    await checkSimulation({ runs: shortOrLong(8, 1_000), seed: 20_261_128, rate: 0.03, kinds })
  })
})
