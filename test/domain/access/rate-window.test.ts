import fc from 'fast-check'
import { countIn, secondsLeft, type RateWindow } from '../../../domain/access/rate-window.js'

const limit = { max: 3, windowMs: 1_000 }

describe('a fixed window', () => {
  it('counts from its first event and restarts when it has ended', () => {
    const first = countIn(undefined, limit, 5_000)
    const second = countIn(first, limit, 5_999)
    expect([first, second, countIn(second, limit, 6_000)]).to.deep.equal([
      { openedAt: 5_000, count: 1 },
      { openedAt: 5_000, count: 2 },
      { openedAt: 6_000, count: 1 },
    ])
  })

  it('counts an event at its opening time', () => {
    expect(countIn({ openedAt: 5_000, count: 1 }, limit, 5_000)).to.deep.equal({ openedAt: 5_000, count: 2 })
  })

  it('restarts when the clock was set back', () => {
    expect(countIn({ openedAt: 5_000, count: 9 }, limit, 4_999)).to.deep.equal({ openedAt: 4_999, count: 1 })
  })

  it('rounds the remaining seconds up to at least one', () => {
    const window = { openedAt: 5_000, count: 1 }
    const minute = { max: 3, windowMs: 60_000 }
    expect(
      [5_000, 5_001, 6_000, 63_999, 64_000, 64_001, 65_000, 90_000].map((now) => secondsLeft(window, minute, now)),
    ).to.deep.equal([60, 60, 59, 2, 1, 1, 1, 1])
  })

  it('never counts more events than occurred, and leaves one second to a full window', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(steps, (pauses) => {
        let now = 0
        let window: RateWindow | undefined
        for (const [index, pause] of pauses.entries()) {
          now += pause
          window = countIn(window, limit, now)
          expect(window.count).to.be.within(1, index + 1)
          expect(now - window.openedAt).to.be.below(limit.windowMs)
          expect(secondsLeft(window, limit, now)).to.equal(1)
        }
      }),
    )
  })
})
