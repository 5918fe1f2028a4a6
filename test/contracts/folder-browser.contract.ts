import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { FolderBrowser } from '../../application/files/folder-browser.port.js'
import { folderExists, folderUnreadable, notBrowsable } from '../../domain/files/browse-errors.js'
import type { FileName } from '../../domain/files/file-name.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeFolderBrowser`. */
export interface FolderBrowserHarness extends Harness {
  /** May browse `root` and `<base>/link-to-root`, a link to `root` beside it. */
  readonly browser: FolderBrowser
  /** Free of links; empty at first. */
  readonly base: string
  /** Folder that browsing begins at; absolute. */
  readonly root: string
  /** Creates a folder. */
  readonly addFolder: (path: string) => Promise<void>
  /** Creates a file. */
  readonly addFile: (path: string) => Promise<void>
  /** Creates a symbolic link. */
  readonly addLink: (path: string, to: string) => Promise<void>
}

/** Contract of `FolderBrowser`. */
export function describeFolderBrowser(technology: string, open: () => Promise<FolderBrowserHarness>): void {
  describe(`FolderBrowser on ${technology}`, () => {
    let h: FolderBrowserHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const list = (path: string, hidden = false) => h.browser.list(path, hidden)()
    const make = (parent: string, name: string) =>
      h.browser.make({ parent, name: name as FileName, path: `${parent}/${name}` })()
    const names = (...all: string[]) => E.right({ names: all, isCut: false, isRepository: false })

    it('lists folders as people sort them: no files, no links, no dots unless they are asked for', async () => {
      for (const name of ['b', 'Z', 'A', 'größe', 'a b', '.hidden']) await h.addFolder(`${h.root}/${name}`)
      await h.addFile(`${h.root}/file`)
      await h.addLink(`${h.root}/link`, `${h.root}/b`)
      expect(await list(h.root)).to.deep.equal(names('A', 'a b', 'b', 'größe', 'Z'))
      expect(await list(h.root, true)).to.deep.equal(names('.hidden', 'A', 'a b', 'b', 'größe', 'Z'))
      expect(await list(`${h.root}/b`)).to.deep.equal(names())
    })

    it('tells a folder of a repository by .git in it or above it, up to the root', async () => {
      await h.addFolder(`${h.root}/shop/.git`)
      await h.addFolder(`${h.root}/shop/src`)
      await h.addFolder(`${h.base}/.git`)
      await h.addFolder(`${h.root}/plain`)
      const isRepository = async (path: string) => {
        const listed = await list(path)
        return E.isRight(listed) && listed.right.isRepository
      }
      expect(await isRepository(`${h.root}/shop`)).to.equal(true)
      expect(await isRepository(`${h.root}/shop/src`)).to.equal(true)
      expect(await isRepository(`${h.root}/plain`)).to.equal(false)
    })

    it('follows a link as long as it stays in the roots, and takes a root that is one', async () => {
      await h.addFolder(`${h.root}/b/below`)
      await h.addLink(`${h.root}/link`, `${h.root}/b`)
      expect(await list(`${h.root}/link`)).to.deep.equal(names('below'))
      expect(await list(`${h.base}/link-to-root/b`)).to.deep.equal(names('below'))
    })

    it('says nothing of what lies outside: neighbours of a like name, links out, whether it is there or not', async () => {
      await h.addFolder(`${h.base}/root-2/secret`)
      await h.addLink(`${h.root}/out`, `${h.base}/root-2`)
      for (const path of [
        'root-2',
        'root-2/secret',
        'root-2/none',
        'root/out',
        'root/out/secret',
        'root/out/none',
        'none',
      ])
        expect(await list(`${h.base}/${path}`), path).to.deep.equal(E.left(notBrowsable(`${h.base}/${path}`)))
      expect(await list(h.base)).to.deep.equal(E.left(notBrowsable(h.base)))
      expect(await list('/')).to.deep.equal(E.left(notBrowsable('/')))
      for (const parent of [`${h.base}/root-2`, `${h.root}/out`, h.base])
        expect(await make(parent, 'new')).to.deep.equal(E.left(notBrowsable(`${parent}/new`)))
    })

    it('says why a folder within the roots cannot be listed', async () => {
      await h.addFile(`${h.root}/file`)
      const unreadable = (path: string, reason: 'not-found' | 'not-a-directory') =>
        E.left(folderUnreadable(path, reason))
      expect(await list(`${h.root}/none`)).to.deep.equal(unreadable(`${h.root}/none`, 'not-found'))
      expect(await list(`${h.root}/none/below`)).to.deep.equal(unreadable(`${h.root}/none/below`, 'not-found'))
      expect(await list(`${h.root}/file`)).to.deep.equal(unreadable(`${h.root}/file`, 'not-a-directory'))
      expect(await list(`${h.root}/file/below`)).to.deep.equal(unreadable(`${h.root}/file/below`, 'not-a-directory'))
    })

    it('makes a folder, once, with a name of any kind', async () => {
      for (const name of ['new', '#(touch x) $HOME', 'größe', '-rf', '..a']) {
        expect(await make(h.root, name)).to.deep.equal(E.right(undefined))
        expect(await make(h.root, name)).to.deep.equal(E.left(folderExists(`${h.root}/${name}`)))
      }
      await h.addFile(`${h.root}/file`)
      expect(await make(h.root, 'file')).to.deep.equal(E.left(folderExists(`${h.root}/file`)))
      const listed = await list(h.root)
      expect(E.isRight(listed) && new Set(listed.right.names)).to.deep.equal(
        new Set(['new', '#(touch x) $HOME', 'größe', '-rf']),
      )
    })

    it('makes the folders on the way, but none where a file is', async () => {
      await h.addFile(`${h.root}/file`)
      expect(await make(`${h.root}/one/two`, 'three')).to.deep.equal(E.right(undefined))
      expect(await make(`${h.root}/one/two`, 'four')).to.deep.equal(E.right(undefined))
      for (const parent of [`${h.root}/file`, `${h.root}/file/below`])
        expect(await make(parent, 'a')).to.deep.equal(E.left(folderUnreadable(parent, 'not-a-directory')))
      expect(await list(`${h.root}/one/two`)).to.deep.equal(names('four', 'three'))
      expect(await list(h.root)).to.deep.equal(names('one'))
    })
  })
}
