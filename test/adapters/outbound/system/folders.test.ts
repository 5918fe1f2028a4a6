import * as E from 'fp-ts/lib/Either.js'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsFolders } from '../../../../adapters/outbound/system/folders.fs.js'
import type { UnusableDirectory } from '../../../../domain/sessions/errors.js'
import { describeFolders } from '../../../contracts/folders.contract.js'
import { boundByModeBits } from '../../../support/mode-bits.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const FOLDERS = new URL('../../../../adapters/outbound/system/folders.fs.js', import.meta.url)

/** The answer of `usable` in a process that mode bits bind. */
const usableByMode = (home: string, directory: string) => async () =>
  (await boundByModeBits(
    FOLDERS,
    `m.fsFolders(${JSON.stringify(home)}).usable(${JSON.stringify(directory)})()`,
  )) as E.Either<UnusableDirectory, string>

describeFolders('disk', async () => {
  const home = await mkdtemp(join(tmpdir(), 'penates-folders-'))
  const [file, closed] = [join(home, 'file'), join(home, 'closed')]
  for (const name of ['shop', '#(touch x) $HOME größe', 'closed']) await mkdir(join(home, name))
  await chmod(closed, 0o000)
  await writeFile(file, '')
  const folders = fsFolders(home)
  return {
    folders: { usable: (directory) => (directory === closed ? usableByMode(home, closed) : folders.usable(directory)) },
    home,
    file,
    closedFolder: closed,
    close: () => rm(home, { recursive: true }),
  }
})

describe('the folders of this machine', () => {
  const home = scratchFolder()
  const usable = (directory: string) => fsFolders(home()).usable(directory)()
  const reason = async (directory: string): Promise<string> => {
    const found = await usable(directory)
    return E.isLeft(found) ? found.left.reason : 'usable'
  }

  it('keep links as they are', async () => {
    await mkdir(join(home(), 'real'))
    await symlink(join(home(), 'real'), join(home(), 'link'))
    expect(await usable('~/link')).to.deep.equal(E.right(join(home(), 'link')))
  })

  it('give the reason why a path cannot be used', async () => {
    await writeFile(join(home(), 'file'), '')
    await symlink('loop', join(home(), 'loop'))
    const tried = ['~/file/below', '~/loop', `/${'x'.repeat(300)}`]
    expect(await Promise.all(tried.map(reason))).to.deep.equal(['not-a-directory', 'not-readable', 'not-found'])
  })
})
