import {
  browserShelf,
  oneOf,
  storageFull,
  within,
} from '../../../../adapters/inbound/web/src/app/platform/preference.js'

const forbidden = (): Storage => {
  throw new Error('SecurityError')
}

describe('device preferences', () => {
  it('read as null without an error when the browser denies storage', () => {
    const shelf = browserShelf(forbidden)
    shelf.write('key', 'value')
    expect(shelf.read('key')).to.equal(null)
  })

  it('report storage that is full until a write succeeds, and not storage that is denied', () => {
    const faults = ['SecurityError', 'QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED', null]
    const shelf = browserShelf(() => {
      const fault = faults.shift()
      if (typeof fault === 'string') throw new DOMException('', fault)
      return { setItem: () => undefined } as unknown as Storage
    })
    const told = Array.from({ length: 4 }, () => {
      shelf.write('key', 'value')
      return storageFull.value
    })
    expect(told).to.deep.equal([false, true, true, false])
  })

  it('report storage as full after nothing was removed', () => {
    const shelf = browserShelf(() => {
      const setItem = (): never => {
        throw new DOMException('', 'QuotaExceededError')
      }
      return { setItem, getItem: () => null, removeItem: () => undefined } as unknown as Storage
    })
    shelf.write('key', 'value')
    shelf.write('other', null)
    expect(storageFull.value).to.equal(true)
  })

  it('have separate keys for each hub of one origin, and the plain ones for the hub at the root', () => {
    const kept: Record<string, string> = {}
    const storage = Object.assign(kept, {
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => void (kept[key] = value),
    }) as unknown as Storage
    const [root, below] = ['', '/penates'].map((at) => browserShelf(() => storage, at))
    root?.write('penates_token', 'a')
    below?.write('penates_token', 'b')
    expect([root?.read('penates_token'), below?.read('penates_token')]).to.deep.equal(['a', 'b'])
    expect(kept['penates_token']).to.equal('a')
    expect(below?.keys()).to.deep.equal(['penates_token'])
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
