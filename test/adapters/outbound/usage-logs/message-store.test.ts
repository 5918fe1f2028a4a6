import { expect } from 'chai'
import fc from 'fast-check'
import { messageStore } from '../../../../adapters/outbound/usage-logs/message-store.js'
import { countRows } from '../../../support/count-rows.js'
import { inOrder, someRows } from '../../../support/usage-rows.js'

describe('messageStore', () => {
  it('has the sums of its rows, in any order of the rows', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const store = messageStore()
        for (const row of rows) store.put(row)
        expect(inOrder(store.cells())).to.deep.equal(inOrder(countRows(rows)))
      }),
    )
  })

  it('comes to the same in two halves that are put together, and after it was kept', () => {
    fc.assert(
      fc.property(someRows, fc.nat(40), (rows, half) => {
        const [one, other] = [messageStore(), messageStore()]
        for (const row of rows.slice(0, half)) one.put(row)
        for (const row of rows.slice(half)) other.put(row)
        one.absorb(other.stored())
        const kept = messageStore(structuredClone(one.stored()))
        kept.absorb(other.stored())
        expect(inOrder(one.cells())).to.deep.equal(inOrder(countRows(rows)))
        expect(inOrder(kept.cells())).to.deep.equal(inOrder(countRows(rows)))
      }),
    )
  })
})
