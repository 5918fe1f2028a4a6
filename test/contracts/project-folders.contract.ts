import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ProjectFolders } from '../../application/projects/project-folders.port.js'
import { invalidProject, pathOutsideRoots } from '../../domain/projects/errors.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeProjectFolders`. */
export interface ProjectFoldersHarness extends Harness {
  /** Adapter under test. */
  readonly folders: ProjectFolders
  /**
   * Folder that `~` stands for and the only one that may be browsed, by its real path. `code` is in it, with the folders
   * `b größe`, `a` (with `inner`; a repository on `feat/a`) and `.hidden`, and a link `link` to `a`; `out` is a link to `elsewhere`.
   */
  readonly home: string
  /** A folder with `below` in it that lies outside, by its real path. */
  readonly elsewhere: string
}

/** Contract of `ProjectFolders`. */
export function describeProjectFolders(technology: string, open: () => Promise<ProjectFoldersHarness>): void {
  describe(`ProjectFolders on ${technology}`, () => {
    let h: ProjectFoldersHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('lists real folders directly below a root, sorted, and none of a root that is not there', async () => {
      const code = `${h.home}/code`
      expect(await h.folders.below(code)()).to.deep.equal(
        E.right([
          { name: 'a', path: `${code}/a` },
          { name: 'b größe', path: `${code}/b größe` },
        ]),
      )
      expect(await h.folders.below(`${h.home}/none`)()).to.deep.equal(E.right([]))
    })

    it('tells where a folder really is, and null of one that is gone', async () => {
      const real = (path: string) => h.folders.real(path)()
      const code = `${h.home}/code`
      expect([await real(`${code}/link`), await real(`${code}/a`), await real(`${code}/none`)]).to.deep.equal([
        E.right(`${code}/a`),
        E.right(`${code}/a`),
        E.right(null),
      ])
    })

    it('reads the branch of a repository in the folder itself', async () => {
      const branch = (path: string) => h.folders.branch(path)()
      const code = `${h.home}/code`
      expect([await branch(`${code}/a`), await branch(`${code}/a/inner`), await branch(`${code}/none`)]).to.deep.equal([
        E.right('feat/a'),
        E.right(null),
        E.right(null),
      ])
    })

    it('finds a folder by any spelling of its path', async () => {
      const found = E.right({ name: 'a', path: `${h.home}/code/a` })
      for (const path of [`${h.home}/code/a`, '~/code/a', '~/code/a/', '~/code/link'])
        expect(await h.folders.locate(path)()).to.deep.equal(found)
      expect(await h.folders.locate('~')()).to.deep.include({ _tag: 'Right' })
    })

    it('refuses what is outside, whether it is there or not, and says of the rest why', async () => {
      const tried: readonly (readonly [string, unknown])[] = [
        [h.elsewhere, pathOutsideRoots],
        [`${h.elsewhere}/below`, pathOutsideRoots],
        [`${h.elsewhere}/none`, pathOutsideRoots],
        ['~/out', pathOutsideRoots],
        ['~/out/below', pathOutsideRoots],
        ['~/out/none', pathOutsideRoots],
        [`${h.home}-sibling`, pathOutsideRoots],
        ['/', pathOutsideRoots],
        ['~/code/none', invalidProject('path does not exist')],
        ['~/none/none', invalidProject('path does not exist')],
        ['code/a', invalidProject('path is not absolute')],
        ['', invalidProject('path is not absolute')],
        ['~somebody', invalidProject('path is not absolute')],
      ]
      for (const [path, error] of tried) expect(await h.folders.locate(path)(), path).to.deep.equal(E.left(error))
    })
  })
}
