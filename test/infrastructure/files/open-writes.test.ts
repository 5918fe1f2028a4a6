import { appendFile, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, nodeDisk, type Disk } from '../../../infrastructure/files/disk.js'
import {
  openWritesJournal,
  unrecordedWrites,
  type OpenWritesJournal,
} from '../../../infrastructure/files/open-writes.js'
import { failingDisk, systemError, watchedDisk } from '../../support/faulty-disk.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('the journal of open writes', () => {
  const scratch = scratchFolder()
  const file = (): string => join(scratch(), 'state', 'open-writes.jsonl')
  const folder = (name = 'shop'): string => join(scratch(), name)
  const open = (disk = nodeDisk): Promise<OpenWritesJournal> => openWritesJournal(disk, file())
  beforeEach(async () => {
    await mkdir(folder())
  })

  const leave = async (journal: OpenWritesJournal, at = folder()): Promise<string> => {
    const name = await journal.nameIn(at)
    await writeFile(join(at, name), 'half')
    return name
  }

  it('removes what an earlier process left, files and folders, and nothing else', async () => {
    const earlier = await open()
    await leave(earlier)
    const tree = join(folder(), await earlier.nameIn(folder()))
    await mkdir(join(tree, 'deep'), { recursive: true })
    await writeFile(join(scratch(), 'kept'), 'x')
    await symlink(join(scratch(), 'kept'), join(tree, 'deep', 'link'))
    const others = [
      '.penates-0123456789abcdef.tmp',
      '.penates-0123456789ab-0123456789ab.tmp',
      'a.tmp',
      '.penates-images',
    ]
    for (const name of others) await writeFile(join(folder(), name), '')
    const journal = await open()
    expect(await journal.sweep()).to.equal(2)
    expect([await readdir(folder()), await readFile(join(scratch(), 'kept'), 'utf8')]).to.deep.equal([
      others.sort(),
      'x',
    ])
  })

  it('leaves what this process writes, also in a folder of an earlier one', async () => {
    await leave(await open())
    const journal = await open()
    const own = await leave(journal)
    await journal.sweep()
    const names = await readdir(folder())
    expect(names).to.deep.equal([own])
    expect(await (await open()).sweep()).to.equal(1)
  })

  it('is empty after a sweep, and holds a folder once', async () => {
    const earlier = await open()
    for (let time = 0; time < 3; time += 1) await leave(earlier)
    const lines = async () => (await readFile(file(), 'utf8')).split('\n').filter((line) => line !== '').length
    const before = await lines()
    await (await open()).sweep()
    expect([before, await lines()]).to.deep.equal([1, 0])
  })

  it('gives a name only once its folder is in the journal and synced', async () => {
    const steps: string[] = []
    const journal = await open(watchedDisk(nodeDisk, ({ name }) => steps.push(name)))
    steps.length = 0
    const [one, other] = await Promise.all([journal.nameIn(folder()), journal.nameIn(folder())])
    expect(steps).to.deep.equal(['append', 'write', 'write the rest', 'sync', 'close'])
    expect(one).to.match(/^\.penates-[0-9a-f]{12}-[0-9a-f]{12}\.tmp$/)
    expect(one).to.not.equal(other)
  })

  it('gives no name while the disk takes no note, and one as soon as it does', async () => {
    const failing = failingDisk(nodeDisk, 'ENOSPC')
    const journal = await open(failing.disk)
    failing.failAt(2)
    const refused = await journal.nameIn(folder()).then(
      () => 'given',
      () => 'refused',
    )
    failing.mend()
    const name = await leave(journal)
    await (await open()).sweep()
    expect([refused, await readdir(folder()), name.length > 0]).to.deep.equal(['refused', [], true])
  })

  it('reads past lines that are cut short or no notes', async () => {
    await leave(await open())
    await appendFile(file(), '\n{"run":"0123456789ab","fold')
    await leave(await open())
    await appendFile(file(), '\n7\n{"run":"..","folder":"/"}\nnull\n')
    expect(await (await open()).sweep()).to.equal(2)
  })

  it('ignores notes whose run or folder is of another type, and drops them', async () => {
    await open()
    const lines = [
      { run: 123_456_789_012, folder: folder() },
      { run: '0123456789ab', folder: 7 },
      { run: 'x0123456789ab', folder: folder() },
      { folder: folder() },
    ]
    await writeFile(file(), lines.map((line) => JSON.stringify(line)).join('\n'))
    for (const run of ['123456789012', 'x0123456789ab', 'undefined'])
      await writeFile(join(folder(), `.penates-${run}-0.tmp`), '')
    expect([await (await open()).sweep(), await readFile(file(), 'utf8')]).to.deep.equal([0, ''])
    expect(await readdir(folder())).to.have.length(3)
  })

  it('removes only names that end as temporary files do, and keeps the line of each folder apart', async () => {
    const earlier = await open()
    const name = await leave(earlier)
    await mkdir(folder('other'))
    await leave(earlier, folder('other'))
    const longer = `${name}.orig`
    await writeFile(join(folder(), longer), '')
    for (const one of ['shop', 'other']) await rename(folder(one), folder(`${one}-away`))
    for (const one of ['shop', 'other']) await symlink(folder(one), folder(one)) // leads to itself
    await (await open()).sweep()
    for (const one of ['shop', 'other']) await rm(folder(one))
    for (const one of ['shop', 'other']) await rename(folder(`${one}-away`), folder(one))
    expect([await (await open()).sweep(), await readdir(folder()), await readdir(folder('other'))]).to.deep.equal([
      2,
      [longer],
      [],
    ])
  })

  it('rejects where the journal cannot be read', async () => {
    const disk: Disk = { ...nodeDisk, read: () => Promise.reject(systemError('EIO')) }
    expect(await openWritesJournal(disk, file()).catch(errorCode)).to.equal('EIO')
  })

  it('keeps a folder that cannot be read now, and drops one that is gone', async () => {
    const earlier = await open()
    await mkdir(folder('gone'))
    await leave(earlier, folder('gone'))
    await leave(earlier)
    await rm(folder('gone'), { recursive: true })
    await rename(folder(), folder('away'))
    await symlink(folder(), folder()) // leads to itself
    const removed = await (await open()).sweep()
    await rm(folder())
    await rename(folder('away'), folder())
    expect([removed, await (await open()).sweep(), await readdir(folder())]).to.deep.equal([0, 1, []])
    expect(await readFile(file(), 'utf8')).to.equal('')
  })

  it('leaves the journal alone after it was closed', async () => {
    await leave(await open())
    const journal = await open()
    const before = await readFile(file(), 'utf8')
    journal.close()
    await journal.sweep()
    expect([await readFile(file(), 'utf8'), await readdir(folder())]).to.deep.equal([before, []])
  })

  it('may be left out: names are given all the same', async () => {
    expect(await unrecordedWrites.nameIn(folder())).to.match(/^\.penates-[0-9a-f]{12}-[0-9a-f]{12}\.tmp$/)
  })
})
