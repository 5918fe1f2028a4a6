import { appendFile, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { followFile, type FileChange } from '../../../infrastructure/files/follow-file.js'
import { eventually } from '../../support/eventually.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('a followed file', () => {
  const place = scratchFolder()
  const file = (): string => join(place(), 'log')
  const stops: (() => void)[] = []
  afterEach(() => {
    for (const stop of stops.splice(0)) stop()
  })

  const follow = async (find: () => Promise<string | null> = () => Promise.resolve(file()), isPolled = false) => {
    const changes: FileChange[] = []
    stops.push(followFile({ find, changed: (change) => void changes.push(change), isPolled, lookEveryMs: 20 }))
    const reported = async (change: FileChange, work: () => Promise<unknown>): Promise<void> => {
      const mark = changes.length
      await work()
      await eventually(() => {
        expect(changes.slice(mark)).to.include(change)
      })
    }
    await eventually(() => {
      expect(changes).to.deep.equal(['grown'])
    })
    return { changes, reported }
  }

  it('is reported when it grows, is truncated, replaced, removed and made again', async () => {
    await writeFile(file(), 'one\n')
    const { reported } = await follow()
    await reported('grown', () => appendFile(file(), '{"half":'))
    await reported('grown', () => appendFile(file(), ' 1}\n'))
    await reported('replaced', () => truncate(file(), 2))
    await reported('grown', () => appendFile(file(), 'two\n'))
    await writeFile(join(place(), 'next'), 'a file of another name\n')
    await reported('replaced', () => rename(join(place(), 'next'), file()))
    await reported('replaced', () => rm(file()))
    await reported('grown', () => writeFile(file(), 'again\n'))
  })

  it('is reported 25 times a second at most, and the last of many changes always', async () => {
    await writeFile(file(), '')
    const { changes } = await follow()
    const start = performance.now()
    for (let count = 0; count < 300; count += 1) await appendFile(file(), 'x'.repeat(1_000))
    const mark = changes.length
    await appendFile(file(), 'the last one\n')
    await eventually(() => {
      expect(changes.length).to.be.greaterThan(mark)
    })
    expect(changes.length).to.be.at.most(2 + Math.ceil((performance.now() - start) / 40))
  })

  it('is not reported for other files of its folder', async () => {
    await writeFile(file(), '')
    const { changes, reported } = await follow()
    await writeFile(join(place(), 'other'), 'x')
    await reported('grown', () => appendFile(file(), 'x'))
    expect(changes).to.deep.equal(['grown', 'grown'])
  })

  it('is found where it is not there yet, in another folder later, and in a folder that was made anew', async () => {
    let path: string | null = null
    const { reported } = await follow(() => Promise.resolve(path))
    await reported('grown', async () => {
      await writeFile(file(), 'one\n')
      path = file()
    })
    const folder = join(place(), 'archive')
    const moved = join(folder, 'log')
    await reported('replaced', async () => {
      await mkdir(folder)
      await writeFile(moved, 'another\n')
      path = moved
      await rm(file())
    })
    await reported('grown', () => appendFile(moved, 'more\n'))
    await reported('replaced', () => rm(folder, { recursive: true }))
    await reported('grown', async () => {
      await mkdir(folder)
      await writeFile(moved, 'anew\n')
    })
  })

  it('is reported by looks where it has no file events, and for a search that fails', async () => {
    await writeFile(file(), '')
    let isFailing = true
    const find = (): Promise<string> => (isFailing ? Promise.reject(new Error('no')) : Promise.resolve(file()))
    const { reported } = await follow(find, true)
    await reported('grown', () => {
      isFailing = false
      return appendFile(file(), 'x')
    })
    await reported('grown', () => appendFile(file(), 'x'))
  })

  it('is not looked for behind a link', async () => {
    await writeFile(join(place(), 'target'), '')
    await symlink(join(place(), 'target'), file())
    const { changes, reported } = await follow()
    await appendFile(join(place(), 'target'), 'x')
    await reported('replaced', async () => {
      await rm(file())
      await writeFile(file(), 'x')
    })
    expect(changes.slice(0, 2)).to.deep.equal(['grown', 'replaced'])
  })
})
