import { onBoot } from '../../../adapters/inbound/web/src/app/new-version.js'

describe('onBoot', () => {
  const fresh = { boot: null, reloadedAt: null }

  it('reports no newer hub for the first response', () => {
    expect(onBoot(fresh, 100, 0)).to.deep.equal({ memory: { boot: 100, reloadedAt: null }, isNewer: false })
  })

  it('reports a hub with a later start time', () => {
    const memory = { boot: 100, reloadedAt: null }
    expect(onBoot(memory, 100, 5).isNewer).to.equal(false)
    expect(onBoot(memory, 99, 5).isNewer).to.equal(false)
    expect(onBoot(memory, Number.NaN, 5).isNewer).to.equal(false)
    expect(onBoot(memory, 101, 5)).to.deep.equal({ memory: { boot: 101, reloadedAt: 5 }, isNewer: true })
  })

  it('reports a newer hub at most once in three seconds', () => {
    const memory = { boot: 100, reloadedAt: 1_000 }
    expect(onBoot(memory, 101, 3_999).isNewer).to.equal(false)
    expect(onBoot(memory, 101, 4_000).isNewer).to.equal(true)
  })
})
