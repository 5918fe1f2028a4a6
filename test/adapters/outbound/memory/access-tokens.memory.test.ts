import { memoryAccessTokens } from '../../../../adapters/outbound/memory/access-tokens.memory.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { describeAccessTokens } from '../../../contracts/access-tokens.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeAccessTokens, ['tokens'], () => {
  const clock = memoryClock(1_772_352_930_000)
  const tokens = memoryAccessTokens(clock)
  return Promise.resolve({
    tokens,
    clock,
    mint: (claims) => Promise.resolve(tokens.issue(claims)),
    close: () => Promise.resolve(),
  })
})
