import * as E from 'fp-ts/lib/Either.js'
import { execFileSync } from 'node:child_process'
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
  await mkdir(join(home, 'code/a/.git'))
  await writeFile(join(home, 'code/a/.git/HEAD'), 'ref: refs/heads/feat/a\n')
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

  it('are on the branch of a worktree too, and on none with a detached head', async () => {
    const real = await realpath(root())
    for (const [path, head] of [
      ['main/.git/worktrees/tree', 'ref: refs/heads/feat/tree\n'],
      ['detached/.git', `${'a'.repeat(40)}\n`],
    ] as const) {
      await mkdir(join(real, path), { recursive: true })
      await writeFile(join(real, path, 'HEAD'), head)
    }
    await mkdir(join(real, 'tree'))
    await writeFile(join(real, 'tree/.git'), `gitdir: ${join(real, 'main/.git/worktrees/tree')}\n`)
    const folders = fsProjectFolders({ home: real, browseRoots: [real] })
    const found = await Promise.all(['tree', 'detached'].map((name) => folders.branch(join(real, name))()))
    expect(found).to.deep.equal([E.right('feat/tree'), E.right(null)])
  })

  it('are on no branch where a FIFO stands in place of a file of git', async () => {
    const real = await realpath(root())
    for (const path of ['head/.git', 'link']) await mkdir(join(real, path), { recursive: true })
    execFileSync('mkfifo', [join(real, 'head/.git/HEAD'), join(real, 'link/.git')])
    const folders = fsProjectFolders({ home: real, browseRoots: [real] })
    const found = await Promise.all(['head', 'link'].map((name) => folders.branch(join(real, name))()))
    expect(found).to.deep.equal([E.right(null), E.right(null)])
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
