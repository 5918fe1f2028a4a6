import { expect } from 'chai'
import type { Answer } from '../../adapters/inbound/web/src/hub/hub.js'
import { reading } from '../../adapters/inbound/web/src/state/reading.js'
import { eventually } from '../support/eventually.js'

/** Something to read whose answers are given by hand. */
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

describe('reading again and again', () => {
  it('asks once however often it is told while an answer is under way, and once more after it', async () => {
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

  it('keeps what it knows when a later reading fails, and says that it did', async () => {
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

  it('takes no answer once it is stopped', async () => {
    const hub = byHand()
    const { now, again, stop } = reading(hub.read)
    again()
    stop()
    hub.answer(value('late'))
    await Promise.resolve()
    expect(now.value).to.deep.equal({ value: null, failure: null })
  })
})
