import fc from 'fast-check'
import { countRows } from '../../../support/count-rows.js'
import { aRow, inOrder, someRows } from '../../../support/usage-rows.js'

const sumOf = (rows: ReturnType<typeof countRows>) => ({
  messages: rows.reduce((sum, { messages }) => sum + messages, 0),
  output: rows.reduce((sum, { tokens }) => sum + tokens.output, 0),
})

describe('countRows', () => {
  it('counts a streamed message once, with its largest counts and the calls of all its rows', () => {
    const counts = { input: 3, output: 1, cacheRead: 5, cacheWrite: 7, cacheWrite1h: 0 }
    const cells = countRows([
      aRow({ counts, tools: [{ id: 'a', name: 'Read' }] }),
      aRow({ at: Date.UTC(2026, 10, 24, 12, 0, 1), counts, tools: [{ id: 'b', name: 'Read' }] }),
      aRow({ at: Date.UTC(2026, 10, 24, 12, 0, 2), counts: { ...counts, output: 99 }, stop: 'toolUse' }),
    ])
    expect(cells.map(({ tokens, messages, stops, tools }) => ({ tokens, messages, stops, tools }))).to.deep.equal([
      {
        tokens: { input: 3, output: 99, cacheRead: 5, cacheWrite5m: 7, cacheWrite1h: 0 },
        messages: 1,
        stops: { toolUse: 1, endTurn: 0, other: 0 },
        tools: { Read: 2 },
      },
    ])
  })

  it('counts a copy once, for the session of the original, on the day of its first row', () => {
    const original = aRow({ at: Date.UTC(2026, 10, 24, 23, 59, 59) })
    const copy = aRow({ at: original.at, origin: { ...original.origin, session: 'a-fork', isCopy: true } })
    const late = aRow({ at: Date.UTC(2026, 10, 25, 0, 0, 3), origin: copy.origin })
    const cells = countRows([late, copy, original])
    expect(cells.map(({ session, quarter }) => [session, quarter])).to.deep.equal([
      ['s-1', Date.UTC(2026, 10, 24, 23, 45)],
    ])
  })

  it('counts cache writes without a lifetime as five minutes, also when another row has the parts', () => {
    const all = { input: 0, output: 0, cacheRead: 0, cacheWrite: 1_000, cacheWrite1h: 0 }
    const [cell] = countRows([aRow({ counts: all }), aRow({ counts: { ...all, cacheWrite1h: 600 } })])
    expect(cell?.tokens).to.include({ cacheWrite5m: 400, cacheWrite1h: 600 })
  })

  it('does not depend on order and repetition', () => {
    fc.assert(
      fc.property(someRows, fc.func(fc.nat()), (rows, place) => {
        const shuffled = [...rows, ...rows.slice(0, 5)]
          .map((row, at) => ({ row, place: place(at) }))
          .sort((one, other) => one.place - other.place)
          .map(({ row }) => row)
        expect(inOrder(countRows(shuffled))).to.deep.equal(inOrder(countRows(rows)))
      }),
    )
  })

  it('equals the sum of parts that share no message', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const plain = rows.filter(({ fork, kind }) => fork === null && kind === 'message')
        const ids = [...new Set(plain.map(({ id }) => id))]
        const parts = ids.map((id) => sumOf(countRows(plain.filter((row) => row.id === id))))
        expect(sumOf(countRows(plain))).to.deep.equal({
          messages: ids.length,
          output: parts.reduce((sum, { output }) => sum + output, 0),
        })
      }),
    )
  })
})
