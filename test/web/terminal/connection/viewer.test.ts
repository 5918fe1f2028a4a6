import { leaveViewer, newViewer, takeViewer } from '../../../../adapters/inbound/web/src/terminal/connection/viewer.js'

const KEY = 'penates.viewer.cc-shop'
const ID = 'a'.repeat(32)
const GOOD = { id: ID, next: 3, sent: [{ seq: 2, data: 'b' }], waiting: ['c'] }

const BAD: ReadonlyArray<unknown> = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '7',
  'x'.repeat(200_000),
  {},
  { ...GOOD, id: undefined },
  { ...GOOD, id: 7 },
  { ...GOOD, id: '' },
  { ...GOOD, id: `${ID}&from=0` },
  { ...GOOD, next: undefined },
  { ...GOOD, next: '3' },
  { ...GOOD, next: 0 },
  { ...GOOD, next: 2 },
  { ...GOOD, next: 1.5 },
  { ...GOOD, next: 1e300 },
  { ...GOOD, sent: undefined },
  { ...GOOD, sent: {} },
  { ...GOOD, sent: [null] },
  { ...GOOD, sent: [{ seq: 2 }] },
  { ...GOOD, sent: [{ seq: '2', data: 'b' }] },
  { ...GOOD, sent: [{ seq: -2, data: 'b' }] },
  { ...GOOD, waiting: undefined },
  { ...GOOD, waiting: 'c' },
  { ...GOOD, waiting: [7] },
]

describe('the stored viewer of a terminal', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')
  const stored = new Map<string, string>()

  beforeEach(() => {
    stored.clear()
    const value = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, text: string) => stored.set(key, text),
      removeItem: (key: string) => stored.delete(key),
    }
    Object.defineProperty(globalThis, 'sessionStorage', { value, configurable: true })
  })
  afterEach(() => {
    if (before) Object.defineProperty(globalThis, 'sessionStorage', before)
    else Reflect.deleteProperty(globalThis, 'sessionStorage')
  })

  it('has its id and its input after a reload, for one page', () => {
    const viewer = newViewer()
    viewer.input.send('a')
    viewer.input.wait('b')
    leaveViewer('cc-shop', viewer)
    const taken = takeViewer('cc-shop')
    expect([taken.id, taken.input.stored()]).to.deep.equal([viewer.id, viewer.input.stored()])
    expect(takeViewer('cc-shop').id).not.to.equal(viewer.id)
  })

  it('is a new one where the stored value is damaged, which is removed', () => {
    for (const value of BAD) {
      stored.set(KEY, typeof value === 'string' ? value : JSON.stringify(value))
      const { id, input } = takeViewer('cc-shop')
      expect(id, JSON.stringify(value).slice(0, 80))
        .to.match(/^[\da-f]{32}$/)
        .and.not.equal(ID)
      expect(input.stored()).to.deep.equal({ next: 1, sent: [], waiting: [] })
      expect(stored.size).to.equal(0)
    }
  })
})
