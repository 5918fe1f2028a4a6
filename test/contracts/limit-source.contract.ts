import { expect } from 'chai'
import type { LimitSource } from '../../application/usage/limit-source.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeLimitSource`. */
export interface LimitSourceHarness extends Harness {
  /** Adapter under test. */
  readonly source: LimitSource
  /** An account has run into, or is near, a limit that is reset at this time in Unix seconds, which lies ahead. */
  readonly use: (resetsAt: number) => Promise<void>
  /** Makes the source's input unreadable. */
  readonly garble: () => Promise<void>
  /** Lies ahead of what the source takes for now, by less than five hours. */
  readonly soon: number
}

/** Contract of `LimitSource`. */
export function describeLimitSource(technology: string, open: () => Promise<LimitSourceHarness>): void {
  describe(`LimitSource on ${technology}`, () => {
    let h: LimitSourceHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('knows of no account before one was used', async () => {
      expect(await h.source()).to.deep.equal([])
    })

    it('tells of an account, each time anew, when its window is reset and how full it is if it knows', async () => {
      for (const resetsAt of [h.soon, h.soon + 60]) {
        await h.use(resetsAt)
        const accounts = await h.source()
        expect(accounts).to.have.length(1)
        const [window] = accounts[0]?.windows ?? []
        expect(window?.resetsAt).to.equal(resetsAt)
        const used = window?.usedPercentage ?? null
        if (used === null) expect([accounts[0]?.isLimited, window?.isLimited]).to.deep.equal([true, true])
        else expect(used).to.be.within(0, 100)
      }
    })

    it('reports no account, and does not fail, for unreadable input', async () => {
      await h.use(h.soon)
      await h.garble()
      expect(await h.source()).to.deep.equal([])
    })
  })
}
