import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { HookScripts } from '../../application/hooks/agent-settings.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeHookScripts`: scripts that are not installed. */
export interface HookScriptsHarness extends Harness {
  /** Adapter under test. */
  readonly scripts: HookScripts
  /** True when all scripts are at their paths. */
  readonly areThere: () => Promise<boolean>
}

/** Contract of `HookScripts`. */
export function describeHookScripts(technology: string, open: () => Promise<HookScriptsHarness>): void {
  describe(`HookScripts on ${technology}`, () => {
    let h: HookScriptsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('names six absolute paths, before the scripts are there too', async () => {
      const paths = Object.values(h.scripts.paths)
      for (const path of paths) expect(path).to.match(/^\//)
      expect([new Set(paths).size, await h.areThere()]).to.deep.equal([6, false])
    })

    it('installs the scripts, also over older ones', async () => {
      for (let round = 0; round < 2; round++) {
        expect(await h.scripts.install()).to.deep.equal(E.right(undefined))
        expect(await h.areThere()).to.equal(true)
      }
    })

    it('removes the scripts, also when there are none', async () => {
      await h.scripts.install()
      for (let round = 0; round < 2; round++) {
        expect(await h.scripts.remove()).to.deep.equal(E.right(undefined))
        expect(await h.areThere()).to.equal(false)
      }
    })
  })
}
