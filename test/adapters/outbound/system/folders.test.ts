import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fsFolders } from '../../../../adapters/outbound/system/folders.fs.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

describe('the folders of this machine', () => {
  const home = scratchFolder()
  const usable = (directory: string) => fsFolders(home()).usable(directory)()
  const reason = async (directory: string): Promise<string> => {
    const found = await usable(directory)
    return E.isLeft(found) ? found.left.reason : 'usable'
  }

  it('expand ~ and resolve dots', async () => {
    await mkdir(join(home(), 'shop'))
    const found = await Promise.all(['~', '~/', '~/shop', `${home()}/./shop/../shop/`].map(usable))
    const [shop, top] = [E.right(join(home(), 'shop')), E.right(home())]
    expect(found).to.deep.equal([top, top, shop, shop])
  })

  it('keep links as they are', async () => {
    await mkdir(join(home(), 'real'))
    await symlink(join(home(), 'real'), join(home(), 'link'))
    expect(await usable('~/link')).to.deep.equal(E.right(join(home(), 'link')))
  })

  it('keep names that are strange but allowed', async () => {
    const name = '#(touch x) $HOME größe ☕'
    await mkdir(join(home(), name))
    expect(await usable(`~/${name}`)).to.deep.equal(E.right(join(home(), name)))
  })

  it('say why one cannot be used', async () => {
    await writeFile(join(home(), 'file'), '')
    await symlink('loop', join(home(), 'loop'))
    const tried = ['relative', '', '~somebody', '/a\0b', '~/none', '~/file', '~/file/below', '~/loop']
    expect(await Promise.all([...tried, `/${'x'.repeat(300)}`].map(reason))).to.deep.equal([
      'not-absolute',
      'not-absolute',
      'not-absolute',
      'not-absolute',
      'not-found',
      'not-a-directory',
      'not-a-directory',
      'not-readable',
      'not-found',
    ])
  })
})
