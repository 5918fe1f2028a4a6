import { expect } from 'chai'
import { onBoot } from '../../adapters/inbound/web/src/logic/reload.js'

describe('a newer hub', () => {
  const fresh = { boot: null, reloadedAt: null }

  it('is none when it is the first that the page hears of', () => {
    expect(onBoot(fresh, 100, 0)).to.deep.equal({ memory: { boot: 100, reloadedAt: null }, reload: false })
  })

  it('reloads the page when it started later, and only then', () => {
    const memory = { boot: 100, reloadedAt: null }
    expect(onBoot(memory, 100, 5).reload).to.equal(false)
    expect(onBoot(memory, 99, 5).reload).to.equal(false)
    expect(onBoot(memory, Number.NaN, 5).reload).to.equal(false)
    expect(onBoot(memory, 101, 5)).to.deep.equal({ memory: { boot: 101, reloadedAt: 5 }, reload: true })
  })

  it('reloads at most once in three seconds', () => {
    const memory = { boot: 100, reloadedAt: 1_000 }
    expect(onBoot(memory, 101, 3_999).reload).to.equal(false)
    expect(onBoot(memory, 101, 4_000).reload).to.equal(true)
  })
})
