import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ApprovalStore } from '../../application/approvals/approval-store.port.js'
import { right } from '../support/results.js'
import { storedApproval } from '../support/rulings.js'
import type { StoreHarness } from './harness.js'

/** Contract of `ApprovalStore`. */
export function describeApprovalStore(technology: string, open: () => Promise<StoreHarness<ApprovalStore>>): void {
  describe(`ApprovalStore on ${technology}`, () => {
    let h: StoreHarness<ApprovalStore>
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('is empty at first', async () => {
      expect(await h.store.kept()).to.deep.equal(E.right([]))
    })

    it('gives back what was kept, oldest first, also to a hub that starts later', async () => {
      const [older, newer] = [
        storedApproval('a', { createdAt: 5 }),
        storedApproval('b', { createdAt: 9, deniedAt: 60_009, mode: 'strict' }),
      ]
      await h.store.keep(newer)()
      await (await h.reopen()).keep(older)()
      expect(await (await h.reopen()).kept()).to.deep.equal(E.right([older, newer]))
    })

    it('drops only the approvals that are removed', async () => {
      const { store } = h
      const kept = storedApproval('b')
      await Promise.all([store.keep(storedApproval('a'))(), store.keep(kept)()])
      expect([await store.drop('a')(), await store.drop('never was')()]).to.deep.equal([
        E.right(undefined),
        E.right(undefined),
      ])
      expect(await (await h.reopen()).kept()).to.deep.equal(E.right([kept]))
    })

    it('keeps many at once', async () => {
      const { store } = h
      const all = Array.from({ length: 100 }, (_, index) => storedApproval(`id-${String(index)}`, { createdAt: index }))
      for (const kept of await Promise.all(all.map((approval) => store.keep(approval)()))) right(kept)
      expect(await (await h.reopen()).kept()).to.deep.equal(E.right(all))
    })
  })
}
