import fc from 'fast-check'
import { fitting, rowsOf } from '../../../../../adapters/inbound/cli/acp/flow.js'
import { makeKeys, type Key } from '../../../../../adapters/inbound/cli/acp/keys.js'

const typed = (text: string): Key => ({ _tag: 'Text', text, isPasted: false })
const pasted = (text: string): Key => ({ _tag: 'Text', text, isPasted: true })
const tags = (keys: ReadonlyArray<Key>): ReadonlyArray<string> =>
  keys.map((key) => (key._tag === 'Text' ? key.text : key._tag))

describe('keys of penates acp', () => {
  it('are texts, controls and sequences', () => {
    const read = makeKeys()
    expect(read('ab\r')).to.deep.equal([typed('ab'), { _tag: 'Enter' }])
    expect(tags(read('a\u001b[A\u001bOP\u001bxb\u001b[1;5C'))).to.deep.equal(['a', 'b'])
    expect(tags(read('\u007f\u0015\u0017\u0003\u0004\u0001\u001b'))).to.deep.equal([
      ...['Backspace', 'EraseAll', 'EraseWord', 'Cancel', 'End', 'Escape'],
    ])
    expect(tags(read('\u001b['))).to.deep.equal([])
    expect(tags(read('Ax'))).to.deep.equal(['x'])
  })

  it('are one text for a paste, however it is cut, in which nothing acts as a key', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\r', '\n', '\u0003', '\u001b', '[', '2', '~') })
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 40 }), { maxLength: 6 }), (inside, cuts) => {
        const whole = `\u001b[200~${inside}\u001b[201~\r`
        // A start that is cut behind its first character is an Escape.
        const at = [...new Set([0, ...cuts.map((cut) => Math.min(cut + 6, whole.length)), whole.length])].sort(
          (one, other) => one - other,
        )
        const read = makeKeys()
        const keys = at.slice(1).flatMap((end, index) => read(whole.slice(at[index], end)))
        const shown = inside.replace(/\r\n?/g, '\n').replace(/[\u0003\u001b]/g, '')
        expect(keys).to.deep.equal([pasted(shown), { _tag: 'Enter' }])
      }),
    )
  })
})

describe('rows of penates acp', () => {
  it('fit into the width and have every character but the blanks that they break at', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '界', '😀', 'é'), maxLength: 200 })
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (words, width) => {
        const rows = rowsOf(words, width)
        for (const row of rows) expect(fitting(row, width)).to.equal(row.length)
        expect(rows.join('').replaceAll(' ', '')).to.equal(words.replaceAll(' ', ''))
      }),
    )
  })
})
