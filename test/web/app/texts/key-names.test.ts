import { keyNamesOf } from '../../../../adapters/inbound/web/src/app/texts/key-names.js'

describe('names of keys', () => {
  it('are those of the keyboard that the language has', () => {
    const shortcuts = ['Ctrl Shift F', 'Alt PgUp / PgDn', 'Delete', 'N', 'Ctrl + / −', 'Esc']
    expect(shortcuts.map((keys) => keyNamesOf(keys, 'en', false))).to.deep.equal(shortcuts)
    expect(shortcuts.map((keys) => keyNamesOf(keys, 'de', false))).to.deep.equal([
      'Strg Umschalt F',
      'Alt Bild ↑ / Bild ↓',
      'Entf',
      'N',
      'Strg + / −',
      'Esc',
    ])
  })

  it('are the symbols of a Mac in either language', () => {
    expect(keyNamesOf('Ctrl Shift F', 'en', true)).to.equal('⌘ ⇧ F')
    expect(keyNamesOf('Ctrl Alt Delete', 'de', true)).to.equal('⌘ ⌥ Entf')
  })
})
