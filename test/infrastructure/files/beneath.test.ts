import { mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  holdChild,
  holdFolder,
  IRREGULAR,
  openBeneath,
  openEntry,
  OUTSIDE,
} from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('folders below a root', () => {
  const scratch = scratchFolder()
  const root = (): string => join(scratch(), 'root')
  beforeEach(async () => {
    await mkdir(join(root(), 'a', 'b'), { recursive: true })
    await mkdir(join(scratch(), 'outside', 'deep'), { recursive: true })
    await writeFile(join(root(), 'a', 'file'), 'content')
    await writeFile(join(scratch(), 'outside', 'secret'), 'secret')
    await symlink(join(scratch(), 'outside'), join(root(), 'out'))
    await symlink('a', join(root(), 'in'))
    await symlink('file', join(root(), 'a', 'link'))
  })

  const held = async (path: string) => {
    try {
      const folder = await holdFolder(root(), path)
      if (folder === OUTSIDE) return folder
      const { path: real, below } = folder
      await folder.close()
      return [real, below]
    } catch (thrown) {
      return errorCode(thrown)
    }
  }
  const opened = async (path: string) => {
    try {
      const file = await openBeneath(root(), path)
      if (typeof file === 'string') return file
      const text = await file.readFile('utf8')
      await file.close()
      return `text: ${text}`
    } catch (thrown) {
      return errorCode(thrown)
    }
  }

  it('are held as long as they are in it, through any links', async () => {
    const home = await realpath(root())
    expect([
      await held(''),
      await held('a/b'),
      await held('in/b'),
      await held('out'),
      await held('out/deep'),
    ]).to.deep.equal([[home, ''], [join(home, 'a', 'b'), 'a/b'], [join(home, 'a', 'b'), 'a/b'], OUTSIDE, OUTSIDE])
    expect(await held('..')).to.equal(OUTSIDE)
  })

  it('that are missing are outside where their nearest parent is', async () => {
    expect([
      await held('none'),
      await held('none/deeper'),
      await held('a/file/x'),
      await held('a/file'),
      await held('out/none'),
      await held('out/none/deeper'),
    ]).to.deep.equal(['ENOENT', 'ENOENT', 'ENOTDIR', 'ENOTDIR', OUTSIDE, OUTSIDE])
  })

  it('give their children with their paths, but for links', async () => {
    const folder = await holdFolder(root(), '')
    if (folder === OUTSIDE) throw new Error(folder)
    const child = await holdChild(folder, 'a')
    const grandchild = await holdChild(child, 'b')
    const home = await realpath(root())
    const link = await holdChild(folder, 'in').then(
      () => 'held',
      (thrown: unknown) => errorCode(thrown),
    )
    expect([child.path, child.below, grandchild.path, grandchild.below]).to.deep.equal([
      join(home, 'a'),
      'a',
      join(home, 'a', 'b'),
      'a/b',
    ])
    expect(link).to.be.oneOf(['ELOOP', 'ENOTDIR'])
    expect(await readFile(child.entry('file'), 'utf8')).to.equal('content')
    for (const one of [grandchild, child, folder]) await one.close()
  })

  it('open regular files, and report that anything else is not one', async () => {
    expect([
      await opened('a/file'),
      await opened('in/link'),
      await opened('a'),
      await opened('out/secret'),
      await opened('none'),
    ]).to.deep.equal(['text: content', 'text: content', IRREGULAR, OUTSIDE, 'ENOENT'])
    const folder = await holdFolder(root(), 'a')
    if (folder === OUTSIDE) throw new Error(folder)
    const entries = await Promise.all(['link', 'b', 'file'].map((name) => openEntry(folder, name)))
    const kinds = entries.map((entry) => (entry === IRREGULAR ? entry : 'file'))
    for (const entry of entries) if (entry !== IRREGULAR) await entry.close()
    await folder.close()
    expect(kinds).to.deep.equal([IRREGULAR, IRREGULAR, 'file'])
  })

  it('hold the whole file system for the root of it', async () => {
    const folder = await holdFolder('/', '')
    if (folder === OUTSIDE) throw new Error(folder)
    expect([folder.path, folder.below]).to.deep.equal(['/', ''])
    await folder.close()
  })
})
