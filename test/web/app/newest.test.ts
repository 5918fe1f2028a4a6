import { newest, type Newest } from '../../../adapters/inbound/web/src/app/newest.js'
import { eventually } from '../../support/eventually.js'

type Words = ReadonlyArray<string>

/** List whose read results the test supplies. */
function listByHand(first: Words | null = null): {
  readonly shown: { value: Words | null }
  readonly list: Newest<Words>
  readonly asked: () => number
  readonly answer: (words: Words | null) => Promise<void>
  readonly taken: () => ReadonlyArray<string>
} {
  const shown = { value: first }
  const settle: ((answer: Words | null) => void)[] = []
  const taken: string[] = []
  let asked = 0
  const read = (): Promise<Words | null> => {
    asked += 1
    return new Promise((resolve) => void settle.push(resolve))
  }
  return {
    shown,
    list: newest(shown, read, (before, now) => taken.push(`${String(before)} → ${String(now)}`)),
    asked: () => asked,
    answer: async (words) => {
      await eventually(() => void expect(settle).to.have.length(1))
      settle.shift()?.(words)
    },
    taken: () => taken,
  }
}

const add =
  (word: string) =>
  (all: Words): Words =>
    all.includes(word) ? all : [...all, word]
const drop =
  (word: string) =>
  (all: Words): Words =>
    all.filter((one) => one !== word)

describe('newest', () => {
  it('runs one read at a time and resolves a call after a read that began later', async () => {
    const { shown, list, asked, answer } = listByHand()
    const first = list.again()
    const second = list.again()
    void list.again()
    expect(asked()).to.equal(1)
    await answer(['old'])
    await eventually(() => void expect([shown.value, asked()]).to.deep.equal([['old'], 2]))
    await answer(['new'])
    await Promise.all([first, second])
    expect([shown.value, asked()]).to.deep.equal([['new'], 2])
  })

  it('reapplies changes made during a read to its result', async () => {
    const { shown, list, answer, taken } = listByHand(['a', 'b'])
    const reading = list.again()
    list.change(drop('a'))
    list.change(add('c'))
    expect(shown.value).to.deep.equal(['b', 'c'])
    await answer(['a', 'b', 'd'])
    await reading
    expect(shown.value).to.deep.equal(['b', 'd', 'c'])
    expect(taken()).to.deep.equal(['b,c → b,d,c'])
  })

  it('does not read for a page that opens during a read, nor shortly after one', async () => {
    const { shown, list, asked, answer } = listByHand()
    const reading = list.again()
    list.change(add('b'))
    const opened = list.recently()
    await answer(['a'])
    list.change(add('c'))
    await Promise.all([reading, opened, list.recently()])
    expect([shown.value, asked()]).to.deep.equal([['a', 'b', 'c'], 1])
  })

  it('reads for a page that opens when none was read', async () => {
    const { list, asked, answer } = listByHand()
    const failing = list.recently()
    await answer(null)
    await failing
    const opened = list.recently()
    await answer(['a'])
    await opened
    expect(asked()).to.equal(2)
  })

  it('uses the result of the next read after a change', async () => {
    const { shown, list, answer } = listByHand(['a'])
    void list.again()
    list.change(drop('a'))
    const next = list.again()
    await answer(['a'])
    await eventually(() => void expect(shown.value).to.deep.equal([]))
    await answer(['a'])
    await next
    expect(shown.value).to.deep.equal(['a'])
  })

  it('keeps the value when a read fails', async () => {
    const { shown, list, answer } = listByHand(['a'])
    const reading = list.again()
    await answer(null)
    await reading
    expect(shown.value).to.deep.equal(['a'])
  })

  it('ignores a read that began before forget and does not wait for it', async () => {
    const { shown, list, asked, answer } = listByHand(['a'])
    void list.again()
    list.forget()
    shown.value = null
    await answer(['a'])
    const reading = list.again()
    expect(asked()).to.equal(2)
    await answer(['b'])
    await reading
    expect(shown.value).to.deep.equal(['b'])
  })
})
