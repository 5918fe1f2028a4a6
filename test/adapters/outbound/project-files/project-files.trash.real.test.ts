import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freedesktopTrash } from '../../../../adapters/outbound/project-files/freedesktop-trash.js'
import { fsProjectFiles } from '../../../../adapters/outbound/project-files/project-files.fs.js'
import { operand } from '../../../support/project-files.js'
import { TRASHED_AT } from '../../../support/real-project-files.js'
import { leftTag, right } from '../../../support/results.js'

/** A file system in memory, which every Linux has beside that of temporary files. */
const OTHER_DISK = '/dev/shm'
const OWN_UID = process.getuid?.() ?? 0
/** An account that owns nothing there. */
const OTHER_UID = 54_321

describe('the trash of the freedesktop.org specification on another file system', () => {
  if (process.platform !== 'linux') return

  let base: string
  let root: string
  let dataHome: string
  /** Folders that a test may leave at the top of the file system; only empty ones are removed. */
  const tops = [OWN_UID, OTHER_UID].map((uid) => join(OTHER_DISK, `.Trash-${uid}`))
  beforeEach(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'penates-trash-')))
    dataHome = join(base, 'data')
    root = await mkdtemp(join(OTHER_DISK, 'penates-trash-'))
  })
  afterEach(async () => {
    await rm(base, { recursive: true })
    await rm(root, { recursive: true })
    for (const top of tops)
      for (const folder of ['files', 'info', '.'].map((name) => join(top, name)))
        await rmdir(folder).catch(() => undefined)
  })

  const trash = async (name: string, uid = OWN_UID) => {
    await writeFile(join(root, name), 'content')
    const files = fsProjectFiles({ trash: freedesktopTrash({ dataHome, uid, now: () => TRASHED_AT }) })
    return files.trash(root, [operand(name)])()
  }

  it('lies at the top of that file system, and notes the path relative to it', async () => {
    const name = `a-${process.pid}`
    right(await trash(name))
    const [top = ''] = tops
    expect(await readFile(join(top, 'files', name), 'utf8')).to.equal('content')
    const info = await readFile(join(top, 'info', `${name}.trashinfo`), 'utf8')
    expect(info.split('\n')[1]).to.equal(`Path=${root.slice(OTHER_DISK.length + 1)}/${name}`)
    expect((await lstat(top)).mode & 0o777).to.equal(0o700)
    expect(await readdir(root)).to.deep.equal([])
    await rm(join(top, 'files', name))
    await rm(join(top, 'info', `${name}.trashinfo`))
  })

  it('is not one that belongs to another account, and what it does not take stays', async () => {
    expect(leftTag(await trash('b', OTHER_UID))).to.equal('TrashUnavailable')
    expect(await readdir(root)).to.deep.equal(['b'])
  })

  it('is not used for what lies on the file system of the home folder', async () => {
    const inHome = join(base, 'project')
    await mkdir(inHome)
    await writeFile(join(inHome, 'c'), '')
    const files = fsProjectFiles({ trash: freedesktopTrash({ dataHome, uid: OWN_UID, now: () => TRASHED_AT }) })
    right(await files.trash(inHome, [operand('c')])())
    expect(await readdir(join(dataHome, 'Trash', 'files'))).to.deep.equal(['c'])
  })
})
