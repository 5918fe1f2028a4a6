import { expect } from 'chai'
import type { SessionScope } from '../../application/files/session-scope.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeSessionScope`. */
export interface SessionScopeHarness extends Harness {
  /** Adapter under test. */
  readonly scope: SessionScope
  /** Home folder; absolute. */
  readonly home: string
  /** Temporary folder; absolute. */
  readonly temporary: string
  /** Creates the temporary folder for the user of the sessions. */
  readonly addTemporary: () => Promise<void>
  /** Tops of two work trees, the second within the first. */
  readonly outer: string
  /** Top of the worktree within `outer`. */
  readonly inner: string
  /** A folder whose path begins with that of `outer` and that lies in no work tree. */
  readonly namesake: string
}

/** Suite of everything that says which folders belong to a session. */
export function describeSessionScope(technology: string, open: () => Promise<SessionScopeHarness>): void {
  describe(`SessionScope on ${technology}`, () => {
    let h: SessionScopeHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('names the home folder, and the temporary one once it is there', async () => {
      expect([h.scope.home, await h.scope.temporary()]).to.deep.equal([h.home, null])
      await h.addTemporary()
      expect(await h.scope.temporary()).to.equal(h.temporary)
    })

    it('finds the nearest top above a folder', async () => {
      const tops = [h.outer, `${h.outer}/below`, h.inner, `${h.inner}/below`].map((path) => h.scope.workTreeOf(path)())
      expect(await Promise.all(tops)).to.deep.equal([h.outer, h.outer, h.inner, h.inner])
    })

    it('finds none for a namesake, for a folder above, and for a missing one elsewhere', async () => {
      const above = h.outer.slice(0, h.outer.lastIndexOf('/'))
      const tops = [h.namesake, above, `${h.namesake}/missing`].map((path) => h.scope.workTreeOf(path)())
      expect(await Promise.all(tops)).to.deep.equal([null, null, null])
    })
  })
}
