import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { SettingsStore } from '../../application/settings/settings-store.port.js'
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings/settings.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeSettingsStore`. */
export interface SettingsStoreHarness extends Harness {
  /** Opens the store; a later one reads what an earlier one wrote. */
  readonly open: (defaults: Settings) => Promise<SettingsStore>
}

/** Contract of `SettingsStore`. */
export function describeSettingsStore(technology: string, prepare: () => Promise<SettingsStoreHarness>): void {
  describe(`SettingsStore on ${technology}`, () => {
    let h: SettingsStoreHarness
    beforeEach(async () => {
      h = await prepare()
    })
    afterEach(() => h.close())

    it('follows the defaults where nothing is set', async () => {
      const defaults: Settings = { ...DEFAULT_SETTINGS, tmuxMouse: 'off' }
      const store = await h.open(defaults)
      expect(await store.read()).to.deep.equal(E.right(defaults))
    })

    it('sets what it is given, and leaves the rest', async () => {
      const store = await h.open(DEFAULT_SETTINGS)
      const first = await store.change({ autoRestore: false })()
      const second = await store.change({ tmuxMouse: 'off' })()
      expect([first, second, await store.read()]).to.deep.equal([
        E.right({ ...DEFAULT_SETTINGS, autoRestore: false }),
        E.right({ ...DEFAULT_SETTINGS, autoRestore: false, tmuxMouse: 'off' }),
        second,
      ])
    })

    it('applies changes in the order of the calls', async () => {
      const store = await h.open(DEFAULT_SETTINGS)
      await Promise.all([
        store.change({ tmuxMouse: 'off' })(),
        store.change({ remoteApproval: false })(),
        store.change({ tmuxMouse: 'on' })(),
      ])
      expect(await store.read()).to.deep.equal(E.right({ ...DEFAULT_SETTINGS, remoteApproval: false }))
    })

    it('stores only what was set: other defaults later on show through', async () => {
      const store = await h.open(DEFAULT_SETTINGS)
      await store.change({ autoRestore: false })()
      const later = await h.open({ ...DEFAULT_SETTINGS, tmuxMouse: 'off' })
      expect(await later.read()).to.deep.equal(E.right({ ...DEFAULT_SETTINGS, autoRestore: false, tmuxMouse: 'off' }))
    })
  })
}
