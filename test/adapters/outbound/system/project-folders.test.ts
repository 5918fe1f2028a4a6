import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsProjectFolders } from '../../../../adapters/outbound/system/project-folders.fs.js'
import { invalidProject, pathOutsideRoots } from '../../../../domain/projects/errors.js'
import { describeProjectFolders } from '../../../contracts/project-folders.contract.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

describeProjectFolders('disk', async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'penates-folders-')))
  const [home, elsewhere] = [join(root, 'home'), join(root, 'elsewhere')]
  for (const path of ['code/b größe', 'code/a/inner', 'code/.hidden'])
    await mkdir(join(home, path), { recursive: true })
  await mkdir(join(elsewhere, 'below'), { recursive: true })
  await mkdir(`${home}-sibling`)
  await writeFile(join(home, 'code/file'), '')
  await symlink('a', join(home, 'code/link'))
  await symlink(elsewhere, join(home, 'out'))
  const folders = fsProjectFolders({ home, browseRoots: [home, join(root, 'missing')] })
  return { folders, home, elsewhere, close: () => rm(root, { recursive: true }) }
})

describe('the folders of projects on disk', () => {
  const root = scratchFolder()

  it('are found below a root that is a link, by their real paths', async () => {
    const real = await realpath(root())
    await mkdir(join(real, 'code/a'), { recursive: true })
    await symlink('code', join(real, 'link'))
    const folders = fsProjectFolders({ home: real, browseRoots: [join(real, 'link')] })
    const found = { name: 'a', path: join(real, 'code/a') }
    expect([await folders.below(join(real, 'link'))(), await folders.locate(join(real, 'link/a'))()]).to.deep.equal([
      E.right([found]),
      E.right(found),
    ])
  })

  it('are no files, no loops, and nothing with a NUL in its name', async () => {
    const real = await realpath(root())
    await writeFile(join(real, 'file'), '')
    await symlink('loop', join(real, 'loop'))
    const { locate } = fsProjectFolders({ home: real, browseRoots: [real] })
    expect(
      await Promise.all(['~/file', '~/file/below', '~/loop', '~/a\0b'].map((path) => locate(path)())),
    ).to.deep.equal([
      E.left(invalidProject('path is not a directory')),
      E.left(invalidProject('path does not exist')),
      E.left(pathOutsideRoots),
      E.left(invalidProject('path is not absolute')),
    ])
  })
})
