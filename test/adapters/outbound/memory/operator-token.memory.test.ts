import { memoryOperatorToken } from '../../../../adapters/outbound/memory/operator-token.memory.js'
import { describeOperatorToken } from '../../../contracts/operator-token.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeOperatorToken, ['operatorToken'], () => {
  const token = 'the-first-token'
  const operatorToken = memoryOperatorToken(token)
  let count = 0
  return Promise.resolve({
    operatorToken,
    token,
    rotate: () => {
      const next = `token-${String((count += 1))}`
      operatorToken.rotate(next)
      return Promise.resolve(next)
    },
    close: () => Promise.resolve(),
  })
})

describe('memoryOperatorToken', () => {
  it('takes anyone for the person when there is no token', () => {
    expect([null, '', 'any'].map(memoryOperatorToken(null).matches)).to.deep.equal([true, true, true])
  })
})
