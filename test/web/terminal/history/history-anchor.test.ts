import fc from 'fast-check'
import { continuesAt } from '../../../../adapters/inbound/web/src/terminal/history/history-anchor.js'

const ROWS = 5
const line = fc.integer({ min: 0, max: 3 }).map((digit) => `line ${String(digit)}`)

describe('position in a history that has grown', () => {
  it('is the line after the former history, however the screen has changed', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 300 }),
        fc.array(line),
        fc.nat(50),
        (ids, more, cut) => {
          const history = ids.map((id) => `unique ${String(id)}`)
          const screen = Array.from({ length: ROWS }, (_, row) => `old ${String(row)}`)
          const gone = Math.min(cut, Math.max(history.length - 100, 0))
          const after = [...history.slice(gone), ...more, 'new screen']
          expect(continuesAt([...history, ...screen], after, ROWS)).to.equal(history.length - gone)
        },
      ),
    )
  })

  it('is the start of a history that was empty', () => {
    expect(continuesAt(['a', 'b'], ['a', 'b', 'c'], 2)).to.equal(0)
  })

  it('is null when the line has left the history', () => {
    expect(continuesAt(['a', 'b', 'screen'], ['c', 'd', 'e'], 1)).to.equal(null)
  })
})
