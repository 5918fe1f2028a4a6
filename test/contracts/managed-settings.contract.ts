import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ManagedSettings } from '../../application/hooks/managed-settings.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeManagedSettings`. */
export interface ManagedSettingsHarness extends Harness {
  /** Adapter under test. */
  readonly managed: ManagedSettings
}

/** Contract of every place for managed settings. */
export function describeManagedSettings(technology: string, open: () => Promise<ManagedSettingsHarness>): void {
  describe(`ManagedSettings on ${technology}`, () => {
    let h: ManagedSettingsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('holds what was written last, and nothing before and after', async () => {
      expect(await h.managed.read()).to.deep.equal(E.right(null))
      expect(await h.managed.remove()).to.deep.equal(E.right(undefined))
      expect(await h.managed.write('{"a":1}')()).to.deep.equal(E.right(undefined))
      expect(await h.managed.write('{"a":2}')()).to.deep.equal(E.right(undefined))
      expect(await h.managed.read()).to.deep.equal(E.right('{"a":2}'))
      expect(await h.managed.remove()).to.deep.equal(E.right(undefined))
      expect(await h.managed.read()).to.deep.equal(E.right(null))
    })
  })
}
