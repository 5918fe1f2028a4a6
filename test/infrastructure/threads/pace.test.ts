import { makePace } from '../../../infrastructure/threads/pace.js'

const LONG_MS = 600_000

describe('the pace of a thread', () => {
  it('rests no longer than the next caller comes', async () => {
    const pace = makePace('test')
    const resting = pace.pause(LONG_MS)
    expect(pace.isAwaited()).to.equal(false)
    await pace.awaited(() => resting)
    expect(pace.isAwaited()).to.equal(false)
  })

  it('does not rest while a caller waits, whatever the work comes to', async () => {
    const pace = makePace('test')
    await pace.awaited(() => pace.pause(LONG_MS))
    const failing = pace.awaited(() => Promise.reject(new Error('failed')))
    expect(await failing.catch(String)).to.equal('Error: failed')
    expect(pace.isAwaited()).to.equal(false)
  })
})
