import * as E from 'fp-ts/lib/Either.js'
import { chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsFolderBrowser } from '../../../../adapters/outbound/system/folder-browser.fs.js'
import { folderUnreadable } from '../../../../domain/files/browse-errors.js'
import { describeFolderBrowser } from '../../../contracts/folder-browser.contract.js'
import { boundByModeBits } from '../../../support/mode-bits.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const BROWSER = new URL('../../../../adapters/outbound/system/folder-browser.fs.js', import.meta.url)

describeFolderBrowser('disk', async () => {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'penates-browse-')))
  const root = join(base, 'root')
  await mkdir(root)
  await symlink(root, join(base, 'link-to-root'))
  return {
    browser: fsFolderBrowser({ home: root, roots: [join(base, 'link-to-root'), root] }),
    base,
    root,
    addFolder: async (path) => {
      await mkdir(path, { recursive: true })
    },
    addFile: (path) => writeFile(path, ''),
    addLink: (path, to) => symlink(to, path),
    close: () => rm(base, { recursive: true }),
  }
})

describe('browsing folders of this machine', () => {
  const home = scratchFolder()
  const browser = () => fsFolderBrowser({ home: home(), roots: [join(home(), 'none'), home()] })

  it('says what no system call takes, and what is closed', async () => {
    const path = `${home()}/a\0b`
    expect(await browser().list(path, false)()).to.deep.equal(E.left(folderUnreadable(path, 'not-found')))
    const long = `${home()}/${'x'.repeat(256)}`
    expect(await browser().list(long, false)()).to.deep.equal(E.left(folderUnreadable(long, 'name-too-long')))
    const loop = join(home(), 'loop')
    await symlink('loop', loop)
    expect(await browser().list(loop, false)()).to.deep.equal(E.left(folderUnreadable(loop, 'failed')))
    const closed = join(home(), 'closed')
    await mkdir(closed)
    await chmod(closed, 0o000)
    const config = JSON.stringify({ home: home(), roots: [home()] })
    const list = `m.fsFolderBrowser(${config}).list(${JSON.stringify(closed)}, false)()`
    expect(await boundByModeBits(BROWSER, list)).to.deep.equal(E.left(folderUnreadable(closed, 'not-permitted')))
    await chmod(closed, 0o700)
  })

  it('never lists what is outside while a folder is swapped for a link out', async () => {
    const [swapped, kept, out] = ['swapped', 'kept', 'link'].map((name) => join(home(), 'roots', name)) as [
      string,
      string,
      string,
    ]
    await mkdir(join(swapped, 'inside'), { recursive: true })
    await mkdir(join(home(), 'outside', 'secret'), { recursive: true })
    await symlink(join(home(), 'outside'), out)
    const guarded = fsFolderBrowser({ home: home(), roots: [join(home(), 'roots')] })
    const done = new AbortController()
    const swapping = (async () => {
      while (!done.signal.aborted) {
        await rename(swapped, kept)
        await rename(out, swapped)
        await rename(swapped, out)
        await rename(kept, swapped)
      }
    })()
    try {
      for (let round = 0; round < 300; round += 1) {
        const listed = await guarded.list(swapped, false)()
        if (E.isRight(listed)) expect(listed.right.names).to.deep.equal(['inside'])
      }
    } finally {
      done.abort()
      await swapping
    }
  })
})
