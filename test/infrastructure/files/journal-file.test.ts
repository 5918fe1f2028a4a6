import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, nodeDisk, type Disk } from '../../../infrastructure/files/disk.js'
import { journalFile } from '../../../infrastructure/files/journal-file.js'
import { failingDisk, systemError, watchedDisk } from '../../support/faulty-disk.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('a journal file', () => {
  const scratch = scratchFolder()
  const path = (): string => join(scratch(), 'log')
  const content = (): Promise<string> => readFile(path(), 'utf8')
  const outcome = (act: Promise<unknown>): Promise<string> =>
    act.then(
      () => 'done',
      (thrown: unknown) => errorCode(thrown) ?? 'no code',
    )
  const watched = () => {
    const steps: string[] = []
    return { steps, disk: watchedDisk(nodeDisk, ({ name }) => steps.push(name)) }
  }

  it('grows by what is appended, synced, and counts bytes', async () => {
    const { steps, disk } = watched()
    await writeFile(path(), '')
    const journal = journalFile(disk, path(), 0)
    await journal.append('größe\n')
    await journal.append('two\n')
    const once = ['append', 'write', 'write the rest', 'sync', 'close']
    expect([await content(), journal.size()]).to.deep.equal(['größe\ntwo\n', 12])
    expect(steps).to.deep.equal(['truncate', ...once, ...once])
  })

  it('syncs its folder once when it is new', async () => {
    const { steps, disk } = watched()
    const journal = journalFile(disk, path(), 0, false)
    await journal.append('one\n')
    await journal.append('two\n')
    expect(steps.filter((step) => step === 'sync folder')).to.have.length(1)
    expect(steps.indexOf('sync folder')).to.be.greaterThan(steps.indexOf('sync'))
  })

  it('syncs its folder again when the file had been removed', async () => {
    const { steps, disk } = watched()
    const journal = journalFile(disk, path(), 0)
    await journal.append('one\n')
    expect(steps.filter((step) => step === 'sync folder')).to.have.length(1)
  })

  it('cuts off what lies behind its good bytes before the first append', async () => {
    await writeFile(path(), 'good\nhalf a li')
    const journal = journalFile(nodeDisk, path(), 5)
    expect([journal.size(), await content()]).to.deep.equal([5, 'good\nhalf a li'])
    await journal.append('two\n')
    expect([await content(), journal.size()]).to.deep.equal(['good\ntwo\n', 9])
  })

  it('rejects, and holds nothing of the text, at whichever step the disk fails', async () => {
    for (let step = 1; step <= 5; step += 1) {
      await writeFile(path(), '')
      const failing = failingDisk(nodeDisk, 'ENOSPC')
      const journal = journalFile(failing.disk, path(), 0)
      await journal.append('one\n')
      failing.failAt(step)
      expect(await outcome(journal.append('two\n')), `step ${String(step)}`).to.equal('ENOSPC')
      failing.mend()
      expect([await content(), journal.size()], `step ${String(step)}`).to.deep.equal(['one\n', 4])
      await journal.append('three\n')
      expect(await content(), `step ${String(step)}`).to.equal('one\nthree\n')
    }
  })

  it('takes no text until what failed could be cut off', async () => {
    await writeFile(path(), '')
    let isFull = false
    const disk: Disk = {
      ...nodeDisk,
      append: async (at) => {
        const file = await nodeDisk.append(at)
        return isFull ? { ...file, sync: () => Promise.reject(systemError('ENOSPC')) } : file
      },
      truncate: (at, bytes) => (isFull ? Promise.reject(systemError('EIO')) : nodeDisk.truncate(at, bytes)),
    }
    const journal = journalFile(disk, path(), 0)
    await journal.append('one\n')
    isFull = true
    expect([await outcome(journal.append('two\n')), await outcome(journal.append('three\n'))]).to.deep.equal([
      'ENOSPC',
      'EIO',
    ])
    expect(await content()).to.equal('one\ntwo\n')
    isFull = false
    await journal.append('four\n')
    expect([await content(), journal.size()]).to.deep.equal(['one\nfour\n', 9])
  })

  it('is empty after it was cleared, also when it does not exist', async () => {
    const journal = journalFile(nodeDisk, path(), 0, false)
    await journal.clear()
    await journal.append('one\n')
    await journal.clear()
    expect([await content(), journal.size()]).to.deep.equal(['', 0])
    await journal.append('two\n')
    expect([await content(), journal.size()]).to.deep.equal(['two\n', 4])
  })

  it('rejects a clear that fails, and cuts everything off before the next append', async () => {
    await writeFile(path(), 'one\n')
    const failing = failingDisk(nodeDisk, 'EIO')
    const journal = journalFile(failing.disk, path(), 4)
    failing.failAt(1)
    expect([await outcome(journal.clear()), journal.size()]).to.deep.equal(['EIO', 0])
    failing.mend()
    await journal.append('two\n')
    expect(await content()).to.equal('two\n')
  })
})
