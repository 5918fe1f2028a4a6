import type { RepoHistory } from '../../../application/repo/repo-history.port.js'
import { makeRepoSummaries, type RepoSummaries } from '../../../application/repo/repo-summaries.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryRepoHistory, type MemoryRepoHistory } from '../../../adapters/outbound/memory/repo-history.memory.js'
import { memoryRepoWatch, type MemoryRepoWatch } from '../../../adapters/outbound/memory/repo-watch.memory.js'
import type { RepoSummary } from '../../../domain/repo/work-tree.js'
import { AUTHOR, FIRST_COMMIT_AT } from '../../support/repo-controls.js'

const CLEAN: RepoSummary = { branch: 'main', ahead: null, behind: null, dirty: false }

/** Lets everything that only waits for promises happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the git column', () => {
  let clock: MemoryClock
  let history: MemoryRepoHistory
  let repoWatch: MemoryRepoWatch
  let summaries: RepoSummaries
  let asked: string[]
  let release: () => void
  /** Number of reads that wait while `hold` is on. */
  let held: (() => void)[]
  let isHeld: boolean

  beforeEach(() => {
    clock = memoryClock(1_000_000)
    history = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
    repoWatch = memoryRepoWatch()
    asked = []
    held = []
    isHeld = false
    const watched: RepoHistory = {
      ...history,
      status: (directory) => async () => {
        asked.push(directory)
        if (isHeld) await new Promise<void>((resolve) => held.push(resolve))
        return history.status(directory)()
      },
    }
    release = () => {
      for (const go of held.splice(0)) go()
    }
    summaries = makeRepoSummaries({ history: watched, repoWatch: repoWatch.watch, clock })
  })
  afterEach(() => {
    summaries.close()
    expect([clock.waiting(), repoWatch.watched()]).to.deep.equal([0, []])
  })

  it('answers at once with what it knows, and knows it the next time', async () => {
    const controls = history.create('/a')
    expect([...summaries.look(['/a', '/nowhere'])]).to.deep.equal([])
    await settle()
    expect([...summaries.look(['/a', '/nowhere'])]).to.deep.equal([['/a', CLEAN]])
    controls.write('x', 'x')
    clock.advance(4_000)
    expect(summaries.look(['/a']).get('/a')).to.deep.equal(CLEAN)
    await settle()
    expect(summaries.look(['/a']).get('/a')).to.deep.equal({ ...CLEAN, dirty: true })
  })

  it('gives the same map as long as nothing in it changed, and tells when it did', async () => {
    history.create('/a')
    let told = 0
    const unwatch = summaries.watch(() => (told += 1))
    summaries.look(['/a'])
    await settle()
    const first = summaries.look(['/a'])
    clock.advance(5_000)
    summaries.look(['/a'])
    await settle()
    expect(summaries.look(['/a'])).to.equal(first)
    expect([told, asked]).to.deep.equal([1, ['/a', '/a']])
    unwatch()
  })

  it('reads a folder once however many look, and two folders at a time', async () => {
    isHeld = true
    for (const directory of ['/a', '/b', '/c']) history.create(directory)
    for (let client = 0; client < 5; client++) summaries.look(['/a', '/b', '/c'])
    await settle()
    expect(asked).to.deep.equal(['/a', '/b'])
    release()
    await settle()
    expect(asked).to.deep.equal(['/a', '/b', '/c'])
    release()
    await settle()
    expect([...summaries.look(['/a', '/b', '/c']).keys()]).to.deep.equal(['/a', '/b', '/c'])
    expect(asked.length).to.equal(3)
  })

  it('reads again soon after a touch of the folder, one above or one below, and of no other', async () => {
    history.create('/a')
    history.create('/ab')
    summaries.look(['/a/deep', '/a', '/ab'])
    await settle()
    asked.length = 0
    summaries.touch('/a/deep')
    summaries.touch('/a/deep')
    await settle()
    expect(asked).to.deep.equal([])
    clock.advance(500)
    await settle()
    expect(asked).to.deep.equal(['/a/deep', '/a'])
    summaries.touch('/elsewhere')
    clock.advance(1_000)
    await settle()
    expect(asked.length).to.equal(2)
  })

  it('reads again after a touch that came while it was reading', async () => {
    const controls = history.create('/a')
    isHeld = true
    summaries.look(['/a'])
    await settle()
    summaries.touch('/a')
    release()
    await settle()
    controls.write('x', 'x')
    isHeld = false
    clock.advance(500)
    await settle()
    expect(summaries.look(['/a']).get('/a')?.dirty).to.equal(true)
  })

  it('lets a slow repository rest ten times as long as it took', async () => {
    history.create('/a')
    isHeld = true
    summaries.look(['/a'])
    await settle()
    clock.advance(2_000)
    isHeld = false
    release()
    await settle()
    clock.advance(19_999)
    summaries.look(['/a'])
    summaries.touch('/a')
    await settle()
    expect(asked.length).to.equal(1)
    clock.advance(1)
    await settle()
    expect(asked.length).to.equal(2)
  })

  it('reads again when the repository says that it changed', async () => {
    history.create('/a')
    summaries.look(['/a'])
    await settle()
    repoWatch.change('/a')
    clock.advance(500)
    await settle()
    expect(asked.length).to.equal(2)
  })

  it('shows nothing for what cannot be read, and heals', async () => {
    history.create('/a')
    history.damage('/a', 'broken')
    summaries.look(['/a'])
    await settle()
    expect([...summaries.look(['/a'])]).to.deep.equal([])
    history.damage('/a', null)
    clock.advance(4_000)
    summaries.look(['/a'])
    await settle()
    expect(summaries.look(['/a']).get('/a')).to.deep.equal(CLEAN)
  })

  it('drops folders without viewers', async () => {
    history.create('/a')
    history.create('/b')
    summaries.look(['/a', '/b'])
    await settle()
    clock.advance(60_000)
    expect([...summaries.look(['/b']).keys()]).to.deep.equal(['/b'])
    expect(repoWatch.watched()).to.deep.equal(['/b'])
    await settle()
    summaries.touch('/a')
    clock.advance(500)
    await settle()
    expect(asked.filter((directory) => directory === '/a').length).to.equal(1)
  })
})
