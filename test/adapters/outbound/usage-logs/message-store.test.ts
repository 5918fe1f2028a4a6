import fc from 'fast-check'
import { QUARTER_MS, tokensOf, type UsageCell } from '../../../../domain/usage/cell.js'
import { messageStore } from '../../../../adapters/outbound/usage-logs/message-store.js'
import { countRows } from '../../../support/count-rows.js'
import { inOrder, someRows } from '../../../support/usage-rows.js'

describe('messageStore', () => {
  it('has each message of a session with its time, and the sums of its cells', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const store = messageStore()
        for (const row of rows) store.put(row)
        const of = <A extends UsageCell>(cells: Iterable<A>): ReadonlyArray<A> =>
          [...cells].filter(({ session }) => session === 's-1')
        const sums = (cells: ReadonlyArray<UsageCell>): unknown => [
          cells.reduce((sum, { messages }) => sum + messages, 0),
          cells.reduce((sum, { errors }) => sum + errors, 0),
          cells.reduce((sum, { tokens }) => sum + tokensOf(tokens) + tokens.cacheRead, 0),
        ]
        const messages = [...store.messages('s-1', 0)]
        expect(sums(messages)).to.deep.equal(sums(of(store.cells())))
        const from = messages[0]?.at ?? 0
        expect([...store.messages('s-1', from)]).to.deep.equal(messages.filter(({ at }) => at >= from))
        for (const { at, quarter } of messages) expect(at - quarter).to.be.within(0, QUARTER_MS - 1)
      }),
    )
  })

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
