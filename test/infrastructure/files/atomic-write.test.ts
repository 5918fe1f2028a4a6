import { link, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { removeLeftovers, removeLeftoversIn, replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorCode, nodeDisk, type Disk } from '../../../infrastructure/files/disk.js'
import { failingDisk, systemError, watchedDisk } from '../../support/faulty-disk.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const textOr = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null)

describe('replaceFile', () => {
  const folder = scratchFolder()
  const path = (): string => join(folder(), 'state.json')

  it('writes for the owner only, and leaves nothing else behind', async () => {
    await replaceFile(nodeDisk, path(), 'one')
    const { mode } = await stat(path())
    expect([await readFile(path(), 'utf8'), mode & 0o777, await readdir(folder())]).to.deep.equal([
      'one',
      0o600,
      ['state.json'],
    ])
  })

  it('syncs the content before the rename and the folder after it', async () => {
    const steps: string[] = []
    const disk = watchedDisk(nodeDisk, ({ name }) => steps.push(name))
    await replaceFile(disk, path(), 'new')
    expect(steps).to.deep.equal(['create', 'write', 'write the rest', 'sync', 'close', 'rename', 'sync folder'])
  })

  it('follows no link in its place', async () => {
    await writeFile(join(folder(), 'elsewhere'), 'theirs')
    await link(join(folder(), 'elsewhere'), path())
    await replaceFile(nodeDisk, path(), 'ours', 'theirs')
    expect([await textOr(join(folder(), 'elsewhere')), await textOr(path())]).to.deep.equal(['theirs', 'ours'])
  })

  for (const code of ['ENOSPC', 'EIO']) {
    for (const andAllLater of [false, true]) {
      const how = andAllLater ? 'from some step on' : 'at one step'
      it(`leaves the old content when the disk says ${code} ${how}, wherever that is`, async () => {
        let step = 0
        for (let failed = true; failed;) {
          step += 1
          await replaceFile(nodeDisk, path(), 'old')
          const faulty = failingDisk(nodeDisk, code)
          faulty.failAt(step, andAllLater)
          failed = await replaceFile(faulty.disk, path(), 'new', 'old').then(
            () => false,
            () => true,
          )
          const content = await textOr(path())
          // A step that only tidies up may fail without a word. When nothing works any more after the last rename, the
          // new content cannot be taken back: it is whole all the same.
          const allowed = failed ? (andAllLater ? ['old', 'new'] : ['old']) : ['new']
          expect(allowed, `step ${step}`).to.include(content)
        }
        expect(step).to.be.greaterThan(6)
      })
    }
  }

  it('writes each piece by itself, in order', async () => {
    const steps: string[] = []
    const disk = watchedDisk(nodeDisk, ({ name }) => steps.push(name))
    await replaceFile(disk, path(), ['one\n', 'two\n'])
    expect([await textOr(path()), steps.filter((step) => step === 'write').length]).to.deep.equal(['one\ntwo\n', 2])
  })

  it('keeps the new content when its folder could not be synced and the old one was not given', async () => {
    const disk: Disk = { ...nodeDisk, syncFolder: () => Promise.reject(systemError('EIO')) }
    await writeFile(path(), 'old')
    const outcome = await replaceFile(disk, path(), 'new').catch(errorCode)
    expect([outcome, await textOr(path()), await readdir(folder())]).to.deep.equal(['EIO', 'new', ['state.json']])
    const putBack = await replaceFile(disk, path(), 'newer', 'old').catch(errorCode)
    expect([putBack, await textOr(path())]).to.deep.equal(['EIO', 'old'])
  })

  it('takes a new file back when its folder could not be synced', async () => {
    const disk: Disk = { ...nodeDisk, syncFolder: () => Promise.reject(systemError('EIO')) }
    await replaceFile(disk, path(), 'new', null).catch(() => undefined)
    expect(await readdir(folder())).to.deep.equal([])
  })
})

describe('removeLeftovers', () => {
  const folder = scratchFolder()

  it('removes remains of interrupted writes of this file, and no other file', async () => {
    const names = [
      '.state.json.0123456789abcdef.tmp',
      '.other.json.0123456789abcdef.tmp',
      '.state.json.mine.tmp',
      'state.json.bak',
    ]
    await mkdir(folder(), { recursive: true })
    for (const name of names) await writeFile(join(folder(), name), '')
    await removeLeftovers(nodeDisk, join(folder(), 'state.json'))
    expect(await readdir(folder())).to.have.members(names.slice(1))
  })

  it('removes those of every file of a folder that has one writer', async () => {
    const kept = [
      '.state.json.mine.tmp',
      'state.json.0123456789abcdef.tmp',
      '.state.json.0123456789abcdef.tmp.x',
      'a.tmp',
    ]
    const leftovers = ['.state.json.0123456789abcdef.tmp', '.other.json.0123456789abcdef.tmp']
    const shared = '.token.0123456789abcdef.tmp'
    for (const name of [...kept, ...leftovers, shared]) await writeFile(join(folder(), name), '')
    await removeLeftoversIn(nodeDisk, folder(), ['token'])
    expect(await readdir(folder())).to.have.members([...kept, shared])
    await removeLeftoversIn(nodeDisk, folder())
    expect(await readdir(folder())).to.have.members(kept)
  })
})
