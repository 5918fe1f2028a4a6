import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeRateLimit } from '../../../application/access/rate-limit.js'

const limit = { max: 2, windowMs: 10_000 }

describe('a rate limit', () => {
  it('allows so many attempts a key and says how long the rest has to wait', () => {
    const clock = memoryClock()
    const count = makeRateLimit({ clock }, limit)
    count('one')
    clock.advance(2_500)
    expect([count('one'), count('one'), count('other')]).to.deep.equal([
      { isAllowed: true, count: 2, retryAfterSeconds: 8 },
      { isAllowed: false, count: 3, retryAfterSeconds: 8 },
      { isAllowed: true, count: 1, retryAfterSeconds: 10 },
    ])
  })

  it('starts over when the window has passed', () => {
    const clock = memoryClock()
    const count = makeRateLimit({ clock }, limit)
    for (let attempt = 0; attempt < 5; attempt += 1) count('one')
    clock.advance(limit.windowMs)
    expect(count('one')).to.deep.equal({ isAllowed: true, count: 1, retryAfterSeconds: 10 })
  })

  it('remembers 10,000 keys where nothing else is said', () => {
    const count = makeRateLimit({ clock: memoryClock() }, limit)
    for (let key = 0; key < 10_000; key += 1) count(String(key))
    expect(count('0').count).to.equal(2)
    count('one more') // pushes out the oldest
    expect([count('1').count, count('0').count]).to.deep.equal([2, 1])
  })

  it('remembers so many keys and lets go of the oldest windows first', () => {
    const clock = memoryClock()
    const count = makeRateLimit({ clock }, limit, 3)
    for (const key of ['a', 'b', 'c']) count(key)
    clock.advance(limit.windowMs)
    count('a') // a new window: now the youngest
    count('d') // pushes out b
    expect([count('a').count, count('c').count, count('d').count]).to.deep.equal([2, 1, 2])
  })
})
