import { expect } from 'chai'
import { de } from '../../adapters/inbound/web/src/i18n/de.js'
import { en, type Messages } from '../../adapters/inbound/web/src/i18n/en.js'

const said = (messages: Messages): ReadonlyArray<string> =>
  Object.values(messages).map((message) =>
    typeof message === 'string' ? message : (message as (...given: unknown[]) => string)(2, 3),
  )

describe('the messages', () => {
  for (const [language, messages] of Object.entries({ en, de })) {
    it(`say something for everything in ${language}, and never end up with a blank`, () => {
      expect(said(messages).filter((text) => text.trim() === '' || text.includes('undefined'))).to.deep.equal([])
    })
  }

  it('are one and many', () => {
    expect([en.summary(1), en.summary(2), de.summary(1), de.summary(0)]).to.deep.equal([
      '1 session',
      '2 sessions',
      '1 Sitzung',
      '0 Sitzungen',
    ])
  })
})
