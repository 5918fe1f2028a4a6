import { access, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeFolder } from '../../../infrastructure/files/remove-folder.js'

const FOLDERS = 10
const FILES_EACH = 100

describe('removing a folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-remove-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const isGone = (path: string): Promise<boolean> =>
    access(path).then(
      () => false,
      () => true,
    )

  it('removes all files and folders in it', async () => {
    const all = join(folder, 'all')
    for (let at = 0; at < FOLDERS; at += 1) {
      const inner = join(all, `folder ${String(at)}`, 'ünder')
      await mkdir(inner, { recursive: true })
      await Promise.all(
        Array.from({ length: FILES_EACH }, (_, file) => writeFile(join(inner, `.${String(file)}`), 'x')),
      )
    }
    await removeFolder(all)
    expect(await isGone(all)).to.equal(true)
  })

  it('removes links and keeps what they lead to', async () => {
    const [kept, removed] = [join(folder, 'kept'), join(folder, 'removed')]
    await Promise.all([mkdir(kept), mkdir(removed)])
    await writeFile(join(kept, 'file'), 'text')
    await symlink(kept, join(removed, 'to a folder'))
    await symlink(join(kept, 'file'), join(removed, 'to a file'))
    await symlink(join(folder, 'nothing'), join(removed, 'to nothing'))
    await removeFolder(removed)
    expect(await isGone(removed)).to.equal(true)
    expect(await readFile(join(kept, 'file'), 'utf8')).to.equal('text')
  })

  it('rejects for a folder that is not there, and for a file', async () => {
    await writeFile(join(folder, 'file'), 'text')
    const codeOf = (path: string) =>
      removeFolder(path).then(
        () => null,
        (error: unknown) => (error as NodeJS.ErrnoException).code,
      )
    expect(await codeOf(join(folder, 'nothing'))).to.equal('ENOENT')
    expect(await codeOf(join(folder, 'file'))).to.equal('ENOTDIR')
    expect(await readFile(join(folder, 'file'), 'utf8')).to.equal('text')
  })
})
