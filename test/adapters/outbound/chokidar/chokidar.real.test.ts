import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  chokidarFileEvents,
  type ChokidarOptions,
} from '../../../../adapters/outbound/chokidar/file-events.chokidar.js'
import type { FileEvents, Coverage } from '../../../../application/files/file-events.port.js'
import type { PathChange } from '../../../../domain/files/path-change.js'
import { openFileEvents } from '../../../../composition/tools/open-files.js'
import { eventually } from '../../../support/eventually.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { shortOrLong } from '../../../support/short-or-long.js'

/** Measures the longest turn of the event loop in processor time, ms: other programs on the machine do not count. */
function longestTurn(): () => number {
  let [longest, isRunning, before] = [0, true, process.cpuUsage().user]
  const turn = (): void => {
    const now = process.cpuUsage().user
    longest = Math.max(longest, now - before)
    before = now
    if (isRunning) setImmediate(turn)
  }
  setImmediate(turn)
  return () => {
    isRunning = false
    return longest / 1_000
  }
}

describe('polling folders of this machine', () => {
  const scratch = scratchFolder()
  let stop = (): void => undefined
  afterEach(() => {
    stop()
  })

  const poll = (options: ChokidarOptions = {}) => watch(chokidarFileEvents({ intervalMs: 100, ...options }))
  async function watch(events: FileEvents) {
    const changes: PathChange[] = []
    const coverages: Coverage[] = []
    stop = events.watch(scratch(), {
      changed: (change) => changes.push(change),
      covered: (coverage) => coverages.push(coverage),
    })
    await eventually(() => {
      expect(coverages).to.have.length(1)
    })
    return { changes, coverages }
  }
  const told = (changes: ReadonlyArray<PathChange>, change: PathChange): Promise<void> =>
    eventually(() => {
      expect(changes).to.deep.include(change)
    })
  const changeOf = (path: string): PathChange => ({ type: 'change', path, isDeep: false })
  const renameOf = (path: string): PathChange => ({ type: 'rename', path, isDeep: false })

  it('reports each write of a file to the watcher that FILE_WATCHER=chokidar selects', async () => {
    await writeFile(join(scratch(), 'file'), '0')
    const { changes } = await watch(openFileEvents({ fileWatcher: 'chokidar' }))
    for (const text of ['1', '2']) {
      changes.length = 0
      await writeFile(join(scratch(), 'file'), text)
      await told(changes, changeOf('file'))
    }
    await writeFile(join(scratch(), 'new'), '')
    await told(changes, renameOf('new'))
  })

  it('reports a file that gets an older time, and one that another file of the same size and time replaces', async () => {
    const at = new Date(1_700_000_000_000)
    for (const name of ['old', 'one', 'other']) {
      await writeFile(join(scratch(), name), 'text')
      await utimes(join(scratch(), name), at, at)
    }
    const { changes } = await poll()
    await utimes(join(scratch(), 'old'), at, new Date(1_600_000_000_000))
    await told(changes, changeOf('old'))
    await rename(join(scratch(), 'other'), join(scratch(), 'one'))
    await told(changes, renameOf('one'))
  })

  it('polls a folder that takes the place of a file', async () => {
    await writeFile(join(scratch(), 'place'), '')
    const { changes } = await poll()
    await rm(join(scratch(), 'place'))
    await mkdir(join(scratch(), 'place'))
    await eventually(() => {
      expect(changes.some(({ path, type }) => type === 'rename' && (path === 'place' || path === ''))).to.equal(true)
    })
    await writeFile(join(scratch(), 'place/file'), '')
    await eventually(() => {
      expect(changes.some(({ path, isDeep }) => path === 'place/file' || isDeep)).to.equal(true)
    })
  })

  it('polls every folder of several that are made deep at once', async () => {
    const { changes } = await poll()
    const folders = Array.from({ length: 20 }, (_, number) => `many/${String(number)}/two/three`)
    for (const folder of folders) await mkdir(join(scratch(), folder), { recursive: true })
    for (const folder of folders) await told(changes, renameOf(folder))
    for (const folder of folders) await writeFile(join(scratch(), folder, 'file'), '')
    for (const folder of folders) await told(changes, renameOf(`${folder}/file`))
  })

  it('keeps polling a large tree after a small one inside it is polled too', async () => {
    await mkdir(join(scratch(), 'small'))
    await writeFile(join(scratch(), 'small/file'), '')
    for (let file = 0; file < 1_000; file += 1) await writeFile(join(scratch(), String(file)), '')
    const events = chokidarFileEvents({ intervalMs: 100 })
    const { changes } = await watch(events)
    const coverages: Coverage[] = []
    const small: PathChange[] = []
    const stopSmall = events.watch(join(scratch(), 'small'), {
      changed: (change) => small.push(change),
      covered: (coverage) => coverages.push(coverage),
    })
    try {
      await eventually(() => {
        expect(coverages).to.have.length(1)
      })
      await writeFile(join(scratch(), 'small/file'), 'text')
      await told(small, changeOf('file'))
      await told(changes, changeOf('small/file'))
    } finally {
      stopSmall()
    }
  })

  it('does not follow links', async () => {
    const outside = `${scratch()}-outside`
    await mkdir(outside)
    try {
      await symlink(outside, join(scratch(), 'link'))
      const { changes } = await poll()
      await writeFile(join(outside, 'file'), '')
      await writeFile(join(scratch(), 'file'), '')
      await told(changes, renameOf('file'))
      expect(changes.map(({ path }) => path)).to.not.include('link/file')
    } finally {
      await rm(outside, { recursive: true })
    }
  })
  it('polls the folders nearest to the root when there are too many paths, and reports the whole tree now and then', async () => {
    for (const folder of ['a/deep', 'b/deep']) await mkdir(join(scratch(), folder), { recursive: true })
    const { changes, coverages } = await poll({ maxPaths: 3, hintEveryMs: 100 })
    expect(coverages).to.deep.equal([{ _tag: 'Partial', reason: 'limit', watchedFolders: 2 }])
    await writeFile(join(scratch(), 'a/file'), '')
    await told(changes, renameOf('a/file'))
    changes.length = 0
    await writeFile(join(scratch(), 'b/deep/file'), '')
    await told(changes, { type: 'rename', path: '', isDeep: true })
    expect(changes.map(({ path }) => path)).to.not.include('b/deep/file')
  })

  for (const folders of shortOrLong([], [1, 100]))
    it(`keeps the event loop free while it starts on 10,000 files in ${String(folders)} folders`, async function () {
      this.timeout(300_000)
      const files = Array.from({ length: 10_000 / folders }, (_, file) => String(file))
      for (let folder = 0; folder < folders; folder += 1) {
        await mkdir(join(scratch(), String(folder)))
        await Promise.all(files.map((file) => writeFile(join(scratch(), String(folder), file), '')))
      }
      const longestMs = longestTurn()
      const { changes } = await poll({ intervalMs: 1_000 })
      expect(longestMs()).to.be.lessThan(200) // without portions: 275 and 374
      await writeFile(join(scratch(), '0/99'), 'text')
      await told(changes, changeOf('0/99'))
    })
})
