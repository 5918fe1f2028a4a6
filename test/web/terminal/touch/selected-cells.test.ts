import { withMoved, wordAt } from '../../../../adapters/inbound/web/src/terminal/touch/selected-cells.js'

describe('cells that a long press selects', () => {
  const cells = (text: string): ReadonlyArray<string> => Array.from(text)

  it('are those of a word, with paths and addresses as one word', () => {
    expect(wordAt(cells('see src/a.ts:12, then'), 6)).to.deep.equal({ from: 4, to: 15 })
    expect(wordAt(cells('(word)'), 1)).to.deep.equal({ from: 1, to: 5 })
  })

  it('are one between words and behind the end of a line', () => {
    expect(wordAt(cells('a b'), 1)).to.deep.equal({ from: 1, to: 2 })
    expect(wordAt(['a', '', ''], 2)).to.deep.equal({ from: 2, to: 3 })
  })

  it('include both halves of a wide character', () => {
    expect(wordAt(['日', null, '本', null, ' '], 1)).to.deep.equal({ from: 0, to: 4 })
  })

  it('follow an end that is moved, also past the other one, and stay at least one cell', () => {
    const range = { from: 4, to: 8 }
    expect(withMoved(range, 'to', 12)).to.deep.equal({ range: { from: 4, to: 12 }, end: 'to' })
    expect(withMoved(range, 'from', 2)).to.deep.equal({ range: { from: 2, to: 8 }, end: 'from' })
    expect(withMoved(range, 'to', 1)).to.deep.equal({ range: { from: 1, to: 4 }, end: 'from' })
    expect(withMoved(range, 'from', 11)).to.deep.equal({ range: { from: 8, to: 11 }, end: 'to' })
    expect(withMoved(range, 'to', 4)).to.deep.equal({ range, end: 'to' })
  })
})
