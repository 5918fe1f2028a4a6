import { isAtLeast } from '../../scripts/lib/prerequisites.mjs'

describe('the lowest version of a tool', () => {
  const cases = [
    ['3.2', '3.2', true],
    ['3.10', '3.2', true],
    ['3.1', '3.2', false],
    ['4', '3.2', true],
    ['3', '3.2', false],
    ['20.19.0', '20.19', true],
    ['20.18.3', '20.19', false],
    ['22.0.1', '20.19', true],
  ]
  for (const [version, wanted, fits] of cases) {
    it(`${version} ${fits ? 'does' : 'does not do'} where ${wanted} is wanted`, () => {
      expect(isAtLeast(version, wanted)).to.equal(fits)
    })
  }
})
