import { repairLocale, validLocale } from '../../../../adapters/inbound/web/src/app/platform/locale.js'

describe('the locale of the browser', () => {
  it('is one that Intl takes', () => {
    const names = ['en-US', 'de', 'de_DE.UTF-8', 'en-US@posix', 'C', 'C.UTF-8', 'POSIX', '', 'not a locale']
    expect(names.map(validLocale)).to.deep.equal(['en-US', 'de', 'de-DE', 'en-US', 'en', 'en', 'en', 'en', 'en'])
    for (const name of names) expect(new Intl.NumberFormat(validLocale(name)).format(1)).to.equal('1')
  })

  it('is repaired where modules read it, and left alone where it is valid', () => {
    const [posix, german] = [{ language: 'C' }, { language: 'de-AT' }]
    repairLocale(posix)
    repairLocale(german)
    expect([posix.language, german.language]).to.deep.equal(['en', 'de-AT'])
  })
})
