import { expect } from 'chai'
import type { HubInstallation } from '../../application/updates/hub-installation.port.js'
import type { Harness } from './harness.js'

/** State of the hub's own files: as released, with uncommitted changes, with commits of a person, or not readable. */
export type FilesOfHub = 'released' | 'changed' | 'committed' | 'unreadable'

/** Scene of the suite `describeHubInstallation`. */
export interface HubInstallationHarness extends Harness {
  /** Adapter under test. */
  readonly hub: HubInstallation
  /** Brings the files of the hub into a state. */
  readonly become: (files: FilesOfHub) => Promise<void>
}

/** Contract of a `HubInstallation` whose files a person can change. */
export function describeHubInstallation(technology: string, open: () => Promise<HubInstallationHarness>): void {
  describe(`HubInstallation on ${technology}`, () => {
    let h: HubInstallationHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('names its version, its folder and a command on one line', () => {
      expect(h.hub.version).to.match(/^\d+\.\d+\.\d+/)
      expect(h.hub.directory).to.match(/^\//)
      expect(h.hub.command).to.match(/^\S.*\S$/)
    })

    it('permits an update of files as released', async () => {
      await h.become('released')
      expect(await h.hub.guard()).to.deep.equal({ ok: true })
    })

    for (const [files, reason] of [
      ['changed', 'dirty-tree'],
      ['committed', 'local-ahead'],
      ['unreadable', 'unknown'],
    ] as const)
      it(`refuses an update of ${files} files`, async () => {
        await h.become(files)
        expect(await h.hub.guard()).to.deep.equal({ ok: false, reason })
      })

    it('examines the files with each call', async () => {
      await h.become('changed')
      await h.hub.guard()
      await h.become('released')
      expect(await h.hub.guard()).to.deep.equal({ ok: true })
    })
  })
}
