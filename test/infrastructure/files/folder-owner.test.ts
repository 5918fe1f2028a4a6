import { chown, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { makeOwned, openOwned } from '../../../infrastructure/files/folder-owner.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('files and folders that belong to the owner of their folder', () => {
  const scratch = scratchFolder()
  const isRoot = process.getuid?.() === 0
  /** Another user where this process may give files away, else its own. */
  const owner = isRoot ? { uid: 12_345, gid: 23_456 } : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const at = (...names: ReadonlyArray<string>): string => join(scratch(), 'home', ...names)
  const ownerOf = async (path: string) => {
    const { uid, gid } = await stat(path)
    return { uid, gid }
  }
  beforeEach(async () => {
    await mkdir(at())
    if (isRoot) await chown(at(), owner.uid, owner.gid)
  })

  it('have that owner and group, and the mode that was asked for', async () => {
    const file = await openOwned(at('file'), 0o600)
    await file.writeFile('x')
    await file.close()
    await makeOwned(at('folder'), 0o700)
    expect([await ownerOf(at('file')), await ownerOf(at('folder'))]).to.deep.equal([owner, owner])
    expect([(await stat(at('file'))).mode & 0o777, (await stat(at('folder'))).mode & 0o777]).to.deep.equal([
      0o600, 0o700,
    ])
  })

  it('stay of this process in its own folder', async () => {
    const own = await ownerOf(scratch())
    const file = await openOwned(join(scratch(), 'file'), 0o600)
    await file.close()
    await makeOwned(join(scratch(), 'folder'))
    expect([await ownerOf(join(scratch(), 'file')), await ownerOf(join(scratch(), 'folder'))]).to.deep.equal([own, own])
  })

  it('are made only where nothing is', async () => {
    await writeFile(at('there'), 'theirs')
    const opened = await openOwned(at('there'), 0o600).catch(errorCode)
    const made = await makeOwned(at('there')).catch(errorCode)
    expect([opened, made]).to.deep.equal(['EEXIST', 'EEXIST'])
  })
})
