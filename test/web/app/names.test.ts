import fc from 'fast-check'
import { nameFault, shownName, suggestedName } from '../../../adapters/inbound/web/src/app/names.js'

const NONE: ReadonlySet<string> = new Set()

describe('shownName', () => {
  it('removes the prefix unless the name would be empty', () => {
    expect(['cc-shop', 'shop', 'cc-'].map((name) => shownName(name, 'cc-'))).to.deep.equal(['shop', 'shop', 'cc-'])
    expect(shownName('cc-a\u202e\u001bb', 'cc-')).to.equal('a⟨U+202E⟩⟨U+001B⟩b')
  })
})

describe('nameFault', () => {
  it('reports why a typed name is invalid', () => {
    const fault = (typed: string): string | null => nameFault('cc-', typed, new Set(['cc-shop']))
    expect(fault('web')).to.equal(null)
    expect(fault('v1.2')).to.equal(null)
    expect(fault(' ')).to.equal('empty')
    expect(fault('größe')).to.equal('letters')
    expect(fault('shop')).to.equal('taken')
    expect(fault('cc-shop')).to.equal('taken')
    expect(fault('x'.repeat(61))).to.equal(null)
    expect(fault('x'.repeat(62))).to.equal('too-long')
  })
})

describe('suggestedName', () => {
  it('derives a free name from the folder name', () => {
    expect(suggestedName('cc-', '/home/dev/Web Shop/', NONE)).to.equal('web-shop')
    expect(suggestedName('cc-', '~/web-shop', new Set(['cc-web-shop', 'cc-web-shop-2']))).to.equal('web-shop-3')
    expect(suggestedName('cc-', '~', NONE)).to.equal('session')
  })

  it('always yields a name that the hub accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (folder) => {
        expect(nameFault('cc-', suggestedName('cc-', `/${folder}`, NONE), NONE)).to.equal(null)
      }),
    )
  })
})
