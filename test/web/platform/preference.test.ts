import { expect } from 'chai'
import { browserShelf, oneOf, within } from '../../../adapters/inbound/web/src/platform/preference.js'

const forbidden = (): Storage => {
  throw new Error('SecurityError')
}

describe('device preferences', () => {
  it('read as null without an error when the browser denies storage', () => {
    const shelf = browserShelf(forbidden)
    shelf.write('key', 'value')
    expect(shelf.read('key')).to.equal(null)
  })

  it('fall back to the first choice for an unknown value', () => {
    expect(oneOf(['system', 'light'], 'light')).to.equal('light')
    expect(oneOf(['system', 'light'], 'neon')).to.equal('system')
    expect(oneOf(['system', 'light'], null)).to.equal('system')
  })

  it('accept integers within the range only', () => {
    const size = (kept: string | null): number => within(kept, 8, 28, 13)
    expect(['20', '7', '29', '12.5', 'x', '', null].map(size)).to.deep.equal([20, 13, 13, 13, 13, 13, 13])
  })
})
