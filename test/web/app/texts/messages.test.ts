import { de } from '../../../../adapters/inbound/web/src/app/texts/de.js'
import { en } from '../../../../adapters/inbound/web/src/app/texts/en.js'

/** Key of the label for unknown states, which is intentionally blank. */
const NOTHING_TO_SAY = 'unknown'

/** All texts, including those of nested records. Functions are called with numbers. */
const said = (messages: object): ReadonlyArray<string> =>
  Object.entries(messages).flatMap(([key, message]: readonly [string, unknown]) => {
    if (key === NOTHING_TO_SAY) return []
    if (typeof message === 'string') return [message]
    if (typeof message === 'function')
      return [[(message as (...given: unknown[]) => string | ReadonlyArray<string>)(2, 3, 4, 5)].flat().join('')]
    return said(message as object)
  })

describe('messages', () => {
  for (const [language, messages] of Object.entries({ en, de })) {
    it(`have no blank or undefined text in ${language}`, () => {
      expect(said(messages).filter((text) => text.trim() === '' || text.includes('undefined'))).to.deep.equal([])
    })
  }

  it('distinguish singular and plural', () => {
    expect([en.summary(1), en.summary(2), de.summary(1), de.summary(0)]).to.deep.equal([
      '1 session',
      '2 sessions',
      '1 Sitzung',
      '0 Sitzungen',
    ])
  })
})
