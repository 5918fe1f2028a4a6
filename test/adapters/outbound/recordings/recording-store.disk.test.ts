import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsRecordingStore } from '../../../../adapters/outbound/recordings/recording-store.fs.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { describeRecordingStore } from '../../../contracts/recording-store.contract.js'
import { watchedDisk } from '../../../support/faulty-disk.js'
import { leftTag, right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const folderOf = (session: string): string => Buffer.from(session).toString('base64url')

describeRecordingStore('disk', async () => {
  const base = await mkdtemp(join(tmpdir(), 'penates-recordings-'))
  const folder = join(base, 'recordings')
  let isFull = false
  const disk = watchedDisk(nodeDisk, ({ name }) => {
    // Half of the text is written before.
    if (isFull && name === 'write the rest') throw new Error('ENOSPC: no space left on device, write')
  })
  const store = fsRecordingStore({ disk, folder })
  return {
    store,
    leave: async ({ session, number }, startedAt, text) => {
      await mkdir(join(folder, folderOf(session)), { recursive: true })
      await writeFile(join(folder, folderOf(session), `${String(number)}-${String(startedAt)}.cast`), text)
    },
    fill: () => {
      isFull = true
      return Promise.resolve()
    },
    close: async () => {
      await store.settled()
      await rm(base, { recursive: true })
    },
  }
})

describe('recordings on disk', () => {
  const scratch = scratchFolder()
  const SESSION = sessionId('one')
  const folder = (): string => join(scratch(), 'recordings')
  const storeOf = () => fsRecordingStore({ disk: nodeDisk, folder: folder() })

  it('are readable by their user only', async () => {
    const file = right(await storeOf().create({ session: SESSION, number: 1, startedAt: 5 })())
    await file.close()
    const own = join(folder(), folderOf(SESSION))
    const modes = await Promise.all([folder(), own, join(own, '1-5.cast')].map(async (path) => (await stat(path)).mode))
    expect(modes.map((mode) => (mode & 0o777).toString(8))).to.deep.equal(['700', '700', '600'])
  })

  it('take lines after all was stored while there was none', async () => {
    const file = right(await storeOf().create({ session: SESSION, number: 1, startedAt: 5 })())
    await new Promise<void>((resolve) => {
      file.stored(() => {
        resolve()
      })
    })
    file.write('one\n')
    await file.close()
    expect(await readFile(join(folder(), folderOf(SESSION), '1-5.cast'), 'utf8')).to.equal('one\n')
  })

  it('pass over files that are no parts, and are not read through a link', async () => {
    const own = join(folder(), folderOf(SESSION))
    await mkdir(join(folder(), 'not base64url!'), { recursive: true })
    await mkdir(own)
    for (const name of ['0-5.cast', '1-5.txt', 'x-5.cast', '1-5.cast.tmp']) await writeFile(join(own, name), 'x')
    await writeFile(join(folder(), 'file'), 'x')
    const store = storeOf()
    expect(right(await store.list())).to.deep.equal([])
    await symlink('/etc/hostname', join(own, '1-5.cast'))
    expect(leftTag(await store.open({ session: SESSION, number: 1 })())).to.equal('Unavailable')
  })

  it('stay where they are when a part cannot be created', async () => {
    await writeFile(folder(), 'no folder')
    const created = await storeOf().create({ session: SESSION, number: 1, startedAt: 5 })()
    expect(leftTag(created)).to.equal('Unavailable')
    expect(await readdir(scratch())).to.deep.equal(['recordings'])
  })

  it('are stored when all parts are settled', async () => {
    const store = storeOf()
    const file = right(await store.create({ session: SESSION, number: 1, startedAt: 5 })())
    file.write('line\n')
    await store.settled()
    expect(right(await store.list()).map(({ bytes }) => bytes)).to.deep.equal([5])
  })
})
