import { expect } from 'chai'
import type { DirectorySource } from '../../application/sessions/directory-source.port.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeDirectorySource`. */
export interface DirectorySourceHarness extends Harness {
  /** Adapter under test. */
  readonly source: DirectorySource
  /** Work was done in this folder, which need not exist, at that time in whole seconds; times only go on. */
  readonly work: (directory: string, at: Instant) => Promise<void>
}

/** Contract of `DirectorySource`. */
export function describeDirectorySource(technology: string, open: () => Promise<DirectorySourceHarness>): void {
  describe(`DirectorySource on ${technology}`, () => {
    let h: DirectorySourceHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const recent = async (limit = 10) =>
      (await h.source(limit)()).map(({ directory, lastUsedAt }) => [directory, lastUsedAt])

    it('knows nothing before any work was done', async () => {
      expect(await recent()).to.deep.equal([])
    })

    it('names each folder once, as it is called, the most recent first', async () => {
      await h.work('/home/me/shop.v2', 1_000_000)
      await h.work('/home/me/größe und_more', 2_000_000)
      await h.work('/home/me/shop.v2', 3_000_000)
      expect(await recent()).to.deep.equal([
        ['/home/me/shop.v2', 3_000_000],
        ['/home/me/größe und_more', 2_000_000],
      ])
      for (const { sources } of await h.source(10)()) expect(sources).to.have.length(1)
    })

    it('names no more than it was asked for', async () => {
      for (let index = 1; index <= 5; index += 1) await h.work(`/work/${String(index)}`, index * 1_000_000)
      expect(await recent(2)).to.deep.equal([
        ['/work/5', 5_000_000],
        ['/work/4', 4_000_000],
      ])
    })
  })
}
