import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { VersionCollector } from '../../application/updates/version-collector.port.js'
import type { UpdateItem } from '../../domain/updates/update-item.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeVersionCollector`: one program is installed, in version 1.0.0. */
export interface VersionCollectorHarness extends Harness {
  /** Adapter under test. */
  readonly collector: VersionCollector
  /** Publishes a version of the program. */
  readonly publish: (version: string) => void
  /** Removes the program. */
  readonly uninstall: () => void
  /** The source of versions does not answer any more. */
  readonly silence: () => void
  /** Number of programs and requests that the collector has started. */
  readonly asked: () => number
}

/** Contract of `VersionCollector`. */
export function describeVersionCollector(technology: string, open: () => Promise<VersionCollectorHarness>): void {
  describe(`VersionCollector on ${technology}`, () => {
    let h: VersionCollectorHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const collected = async (): Promise<ReadonlyArray<UpdateItem>> => {
      const items = await h.collector.collect()
      return E.isRight(items) ? items.right : expect.fail(items.left.detail)
    }

    it('returns an installed program once, with both versions', async () => {
      h.publish('1.1.0')
      const [item, ...others] = await collected()
      expect(item).to.include({ current: '1.0.0', latest: '1.1.0', outdated: true })
      expect(item?.id).to.match(/^\w+:\S+$/)
      expect([item?.name === '', others]).to.deep.equal([false, []])
    })

    it('looks for versions with each call, and not before', async () => {
      h.publish('1.1.0')
      expect(h.asked()).to.equal(0)
      await collected()
      const asked = h.asked()
      expect(asked).to.be.greaterThan(0)
      h.publish('1.2.0')
      expect((await collected()).map(({ latest }) => latest)).to.deep.equal(['1.2.0'])
    })

    it('leaves out a program that is not installed', async () => {
      h.publish('1.1.0')
      h.uninstall()
      expect(await collected()).to.deep.equal([])
    })

    it('has no latest version, or is unavailable, while the source does not answer', async () => {
      h.silence()
      const items = await h.collector.collect()
      if (E.isLeft(items)) expect(items.left._tag).to.equal('Unavailable')
      else expect(items.right.map(({ latest, outdated }) => [latest, outdated])).to.deep.equal([[null, false]])
    })
  })
}
