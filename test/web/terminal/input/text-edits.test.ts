import fc from 'fast-check'
import { editsOf } from '../../../../adapters/inbound/web/src/terminal/input/text-entry.js'

const DELETE = '\u007f'

describe('keys that turn one text into another', () => {
  it('types what was added', () => {
    expect(editsOf('the', 'the end')).to.equal(' end')
    expect(editsOf('same', 'same')).to.equal('')
  })

  it('deletes back to the first difference', () => {
    expect(editsOf('teh ', 'the ')).to.equal(`${DELETE.repeat(3)}he `)
    expect(editsOf('word', 'wor')).to.equal(DELETE)
  })

  it('deletes a character outside of the basic plane and its combining marks with one key', () => {
    expect(editsOf('👍', '')).to.equal(DELETE)
    expect(editsOf('e\u0301', '')).to.equal(DELETE)
  })

  it('types a line end as the Enter key', () => {
    expect(editsOf('a', 'a\n')).to.equal('\r')
  })

  it('ends with the new text, whatever the old one was', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '日', '👍') })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const line = Array.from(before)
        for (const key of editsOf(before, after)) {
          if (key === DELETE) line.pop()
          else line.push(key)
        }
        expect(line.join('')).to.equal(after)
      }),
    )
  })
})
