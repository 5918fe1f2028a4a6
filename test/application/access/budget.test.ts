import { expect } from 'chai'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeBudget } from '../../../application/access/budget.js'

const limit = { max: 2, windowMs: 10_000 }

describe('a budget', () => {
  it('allows so many attempts a key and says how long the rest has to wait', () => {
    const clock = memoryClock()
    const spend = makeBudget({ clock }, limit)
    spend('one')
    clock.advance(2_500)
    expect([spend('one'), spend('one'), spend('other')]).to.deep.equal([
      { isAllowed: true, count: 2, retryAfterSeconds: 8 },
      { isAllowed: false, count: 3, retryAfterSeconds: 8 },
      { isAllowed: true, count: 1, retryAfterSeconds: 10 },
    ])
  })

  it('starts over when the window has passed', () => {
    const clock = memoryClock()
    const spend = makeBudget({ clock }, limit)
    for (let attempt = 0; attempt < 5; attempt += 1) spend('one')
    clock.advance(limit.windowMs)
    expect(spend('one')).to.deep.equal({ isAllowed: true, count: 1, retryAfterSeconds: 10 })
  })

  it('remembers 10,000 keys where nothing else is said', () => {
    const spend = makeBudget({ clock: memoryClock() }, limit)
    for (let key = 0; key < 10_000; key += 1) spend(String(key))
    expect(spend('0').count).to.equal(2)
    spend('one more') // pushes out the oldest
    expect([spend('1').count, spend('0').count]).to.deep.equal([2, 1])
  })

  it('remembers so many keys and lets go of the oldest windows first', () => {
    const clock = memoryClock()
    const spend = makeBudget({ clock }, limit, 3)
    for (const key of ['a', 'b', 'c']) spend(key)
    clock.advance(limit.windowMs)
    spend('a') // a new window: now the youngest
    spend('d') // pushes out b
    expect([spend('a').count, spend('c').count, spend('d').count]).to.deep.equal([2, 1, 2])
  })
})
