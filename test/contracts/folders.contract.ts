import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { Folders } from '../../application/sessions/folders.port.js'
import { unusableDirectory } from '../../domain/sessions/errors.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeFolders`. */
export interface FoldersHarness extends Harness {
  /** Adapter under test. */
  readonly folders: Folders
  /** Folder that `~` stands for. It contains the folders `shop` and `#(touch x) $HOME größe` in it, but no `none`. */
  readonly home: string
  /** Path of a file; absolute. */
  readonly file: string
  /** A folder that may not be entered. */
  readonly closedFolder: string
}

/** Contract of `Folders`. */
export function describeFolders(technology: string, open: () => Promise<FoldersHarness>): void {
  describe(`Folders on ${technology}`, () => {
    let h: FoldersHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const usable = (...directories: string[]) =>
      Promise.all(directories.map((directory) => h.folders.usable(directory)()))

    it('expands ~ alone and before a slash', async () => {
      expect(await usable('~', '~/', '~/shop')).to.deep.equal([
        E.right(h.home),
        E.right(h.home),
        E.right(`${h.home}/shop`),
      ])
    })

    it('resolves dots and slashes too many', async () => {
      const shop = E.right(`${h.home}/shop`)
      const written = ['/shop/', '/./shop', '//shop', '/shop/../shop', '/none/../shop/.']
      expect(await usable(...written.map((path) => h.home + path))).to.deep.equal(written.map(() => shop))
    })

    it('keeps names that are strange but allowed', async () => {
      const strange = `${h.home}/#(touch x) $HOME größe`
      expect(await usable(strange)).to.deep.equal([E.right(strange)])
    })

    it('names the reason and the requested folder when one cannot be used', async () => {
      const none = `${h.home}/none`
      const tried = [
        ['', 'not-absolute'],
        ['shop', 'not-absolute'],
        ['./shop', 'not-absolute'],
        ['~somebody', 'not-absolute'],
        [`${h.home}/shop\0`, 'not-absolute'],
        [none, 'not-found'],
        ['~/none', 'not-found'],
        [h.file, 'not-a-directory'],
        [h.closedFolder, 'not-readable'],
      ] as const
      expect(await usable(...tried.map(([directory]) => directory))).to.deep.equal(
        tried.map(([directory, reason]) => E.left(unusableDirectory(directory, reason))),
      )
    })
  })
}
