import fc from 'fast-check'
import { chord, controlled } from '../../../../adapters/inbound/web/src/app/platform/keys.js'
import { isReport } from '../../../../domain/terminal/reports.js'
import { arrowKey, pieces, withModifiers } from '../../../../adapters/inbound/web/src/terminal/input/terminal-input.js'

const key = (name: string, held: ReadonlyArray<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> = []): string =>
  chord({
    key: name,
    ctrlKey: held.includes('ctrlKey'),
    metaKey: held.includes('metaKey'),
    altKey: held.includes('altKey'),
    shiftKey: held.includes('shiftKey'),
  })

describe('chord', () => {
  it('uses Mod for the modifier of every system', () => {
    expect(key('k', ['ctrlKey'])).to.equal('Mod+k')
    expect(key('k', ['metaKey'])).to.equal('Mod+k')
    expect(key('F', ['ctrlKey', 'shiftKey'])).to.equal('Mod+Shift+f')
    expect(key('?', ['shiftKey'])).to.equal('?')
    expect(key('ArrowUp', ['altKey'])).to.equal('Alt+ArrowUp')
  })

  it('maps characters to control characters', () => {
    expect(['c', 'C', '[', ' ', '?', '1', 'cc'].map(controlled)).to.deep.equal([
      '\u0003',
      '\u0003',
      '\u001b',
      '\u0000',
      '\u007f',
      null,
      null,
    ])
  })
})

describe('terminal input', () => {
  const NONE = { ctrl: false, alt: false }

  it('is split into pieces that concatenate to the text and never split a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 9 }), (text, max) => {
        const parts = pieces(text, max)
        expect(parts.join('')).to.equal(text)
        expect(parts.every((part) => part.length <= max && part.isWellFormed())).to.equal(text.isWellFormed())
      }),
    )
  })

  it('applies the held modifiers of the key row', () => {
    expect(withModifiers('c', { ctrl: true, alt: false })).to.equal('\u0003')
    expect(withModifiers('f', { ctrl: false, alt: true })).to.equal('\u001bf')
    expect(withModifiers('d', { ctrl: true, alt: true })).to.equal('\u001b\u0004')
    expect(withModifiers('1', { ctrl: true, alt: false })).to.equal('1')
    expect(withModifiers('pasted', { ctrl: true, alt: false })).to.equal('pasted')
  })

  it('encodes arrow keys in both cursor modes and with modifiers', () => {
    expect(arrowKey('up', NONE, false)).to.equal('\u001b[A')
    expect(arrowKey('left', NONE, true)).to.equal('\u001bOD')
    expect(arrowKey('right', { ctrl: true, alt: false }, true)).to.equal('\u001b[1;5C')
    expect(arrowKey('down', { ctrl: true, alt: true }, false)).to.equal('\u001b[1;7B')
  })

  it('tells reports of the terminal from what is typed or pasted', () => {
    const reports = ['\u001b[I', '\u001b[O', '\u001b[<64;5;7M', '\u001b[?1;2c', '\u001b[>0;276;0c', '\u001b[24;80R']
    const typed = ['a', '\u001b', '\u001b[A', '\u001bOA', '\u001b[1;5C', '\u001b[1;2R', '\r', '\u001b[I typed', '[I']
    expect([...reports, reports.join('')].map(isReport)).to.deep.equal(Array.from({ length: 7 }, () => true))
    expect(typed.map(isReport)).to.deep.equal(typed.map(() => false))
  })
})
