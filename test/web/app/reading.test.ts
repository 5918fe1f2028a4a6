import type { Answer } from '../../../adapters/inbound/web/src/app/hub/hub.js'
import { reading } from '../../../adapters/inbound/web/src/app/reading.js'
import { eventually } from '../../support/eventually.js'

/** Read function whose results the test supplies. */
function byHand(): {
  readonly read: () => Promise<Answer<string>>
  readonly waiting: () => number
  readonly answer: (answer: Answer<string>) => void
} {
  const settle: ((answer: Answer<string>) => void)[] = []
  return {
    read: () => new Promise((resolve) => void settle.push(resolve)),
    waiting: () => settle.length,
    answer: (answer) => settle.shift()?.(answer),
  }
}

const value = (text: string): Answer<string> => ({ ok: true, value: text })
const AWAY: Answer<string> = { ok: false, failure: { _tag: 'Unreachable' } }

describe('reading', () => {
  it('runs one read at a time, and one more for all calls during it', async () => {
    const hub = byHand()
    const { now, again } = reading(hub.read)
    again()
    again()
    again()
    expect(hub.waiting()).to.equal(1)
    hub.answer(value('one'))
    await eventually(() => void expect([now.value.value, hub.waiting()]).to.deep.equal(['one', 1]))
    hub.answer(value('two'))
    await eventually(() => void expect([now.value.value, hub.waiting()]).to.deep.equal(['two', 0]))
  })

  it('keeps the value when a later read fails, and reports the failure', async () => {
    const hub = byHand()
    const { now, again } = reading(hub.read, (old, next) => `${old} ${next}`)
    again()
    hub.answer(value('one'))
    await eventually(() => void expect(now.value.value).to.equal('one'))
    again()
    hub.answer(AWAY)
    await eventually(() => void expect(now.value).to.deep.equal({ value: 'one', failure: { _tag: 'Unreachable' } }))
    again()
    hub.answer(value('two'))
    await eventually(() => void expect(now.value).to.deep.equal({ value: 'one two', failure: null }))
  })

  it('ignores a result after stop', async () => {
    const hub = byHand()
    const { now, again, stop } = reading(hub.read)
    again()
    stop()
    hub.answer(value('late'))
    await Promise.resolve()
    expect(now.value).to.deep.equal({ value: null, failure: null })
  })
})
