import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryFileEvents, type MemoryFileEvents } from '../../../adapters/outbound/memory/file-events.memory.js'
import { makeFileChanges, type FileChanges } from '../../../application/files/change-files.js'
import { makeFileWatch, type FileEvent, type FileNews, type FileWatch } from '../../../application/files/file-watch.js'

const START = 1_772_352_930_123

describe('file watch', () => {
  let clock: MemoryClock
  let fileEvents: MemoryFileEvents
  let fileChanges: FileChanges
  let watch: FileWatch
  beforeEach(() => {
    clock = memoryClock(START)
    fileEvents = memoryFileEvents(['/shop/src', '/other'])
    fileChanges = makeFileChanges()
    watch = makeFileWatch({ fileEvents, fileChanges, clock })
  })

  interface Follower {
    readonly news: FileNews[]
    readonly events: () => ReadonlyArray<FileEvent>
    readonly stop: () => void
  }

  async function follow(folder: string): Promise<Follower> {
    const news: FileNews[] = []
    const stop = await watch.follow(folder, (one) => news.push(one))()
    if (stop === null) throw new Error(`no ${folder}`)
    return { news, events: () => news.flatMap((one) => (one._tag === 'Changed' ? [one.event] : [])), stop }
  }
  const paths = (follower: Follower) => follower.events().map(({ path }) => path)

  it('tells what happens to one path within a moment once, with its time and the next number', async () => {
    const shop = await follow('/shop')
    fileEvents.write('/shop/a')
    fileEvents.write('/shop/a')
    clock.advance(50)
    fileEvents.write('/shop/a')
    clock.advance(50)
    const [first, second] = shop.events()
    expect(shop.events()).to.deep.equal([
      { type: 'rename', path: 'a', isDeep: false, seq: first?.seq, at: START + 50, origin: null },
      { type: 'change', path: 'a', isDeep: false, seq: (first?.seq ?? 0) + 1, at: START + 100, origin: null },
    ])
    expect(second?.seq).to.be.greaterThan(START)
  })

  it('knows no folder that is not there', async () => {
    expect(await watch.follow('/none', () => undefined)()).to.equal(null)
    expect(fileEvents.watched()).to.deep.equal([])
  })

  it('watches a root once for all who follow it, and lets it go when the last has left for a while', async () => {
    const [one, other] = [await follow('/shop'), await follow('/shop')]
    one.stop()
    one.stop()
    clock.advance(60_000)
    fileEvents.write('/shop/a')
    clock.advance(50)
    expect([paths(one), paths(other), fileEvents.watched()]).to.deep.equal([[], ['a'], ['/shop']])
    other.stop()
    clock.advance(29_999)
    expect(fileEvents.watched()).to.deep.equal(['/shop'])
    const third = await follow('/shop')
    clock.advance(60_000)
    expect(fileEvents.watched()).to.deep.equal(['/shop'])
    third.stop()
    clock.advance(30_000)
    expect([fileEvents.watched(), clock.waiting()]).to.deep.equal([[], 0])
  })

  it('never uses a number again: not after a watch was let go, not in another run, not on a clock that went back', async () => {
    const last = async (): Promise<number> => {
      const shop = await follow('/shop')
      fileEvents.write(`/shop/${String(Math.random())}`)
      clock.advance(50)
      shop.stop()
      clock.advance(30_000)
      return shop.events().at(-1)?.seq ?? 0
    }
    const numbers = [await last(), await last()]
    watch = makeFileWatch({ fileEvents, fileChanges, clock })
    numbers.push(await last())
    expect(numbers).to.deep.equal([...new Set(numbers)].sort((a, b) => a - b))
    let now = START
    const wound = { ...clock, now: () => now }
    watch = makeFileWatch({ fileEvents, fileChanges, clock: wound })
    const before = await last()
    now -= 3_600_000
    expect(await last()).to.be.greaterThan(before)
  })

  it('says who caused a change through the hub, to everybody, whichever of both is told first', async () => {
    const shop = await follow('/shop')
    const src = await follow('/shop/src')
    fileChanges.tell({ path: '/shop/src/a', kind: 'rename', origin: 'tab' })
    fileEvents.write('/shop/src/a')
    fileEvents.write('/shop/src/b')
    fileChanges.tell({ path: '/shop/src/b', kind: 'rename', origin: null })
    fileChanges.tell({ path: '/shopping/src/b', kind: 'rename', origin: 'tab' })
    clock.advance(50)
    const told = (follower: Follower) => follower.events().map(({ path, origin }) => [path, origin])
    expect([told(shop), told(src)]).to.deep.equal([
      [
        ['src/a', 'tab'],
        ['src/b', null],
      ],
      [
        ['a', 'tab'],
        ['b', null],
      ],
    ])
    fileEvents.write('/shop/src/a')
    clock.advance(50)
    expect(told(src).at(-1)).to.deep.equal(['a', null])
  })

  it('tells of very many paths at a time as of their folders', async () => {
    const shop = await follow('/shop')
    for (let index = 0; index < 600; index += 1) fileEvents.write(`/shop/src/${String(index)}`)
    clock.advance(50)
    expect(shop.events().map(({ path, isDeep }) => [path, isDeep])).to.deep.equal([['src', true]])
  })

  it('says how much is watched, also to who comes later', async () => {
    const shop = await follow('/shop')
    await Promise.resolve()
    const later = await follow('/shop')
    fileEvents.remove('/shop')
    const whole = { _tag: 'Covered', coverage: { _tag: 'Whole' } }
    const gone = { _tag: 'Covered', coverage: { _tag: 'Gone' } }
    expect([shop.news, later.news]).to.deep.equal([
      [whole, gone],
      [whole, gone],
    ])
  })

  it('leaves nothing behind when it is closed', async () => {
    const shop = await follow('/shop')
    fileEvents.write('/shop/a')
    watch.close()
    clock.advance(60_000)
    shop.stop()
    expect([fileEvents.watched(), clock.waiting(), shop.events()]).to.deep.equal([[], 0, []])
  })
})
