import { expect } from 'chai'
import type { ErrorTag } from '../../../adapters/inbound/http/app-error.js'
import type { FailureCode } from '../../../infrastructure/http/reply.js'
import { errorText, loadErrorTexts } from '../../../adapters/inbound/web/src/i18n/error-texts.js'
import { errorsDe } from '../../../adapters/inbound/web/src/i18n/errors.de.js'
import { errorsEn } from '../../../adapters/inbound/web/src/i18n/errors.en.js'
import { because } from '../../../adapters/inbound/web/src/state/failed.js'
import { language } from '../../../adapters/inbound/web/src/platform/preferences.js'
import type { HubFailure } from '../../../adapters/inbound/web/src/hub/hub.js'

/** A code without a text does not compile. */
const ALL: Readonly<Record<ErrorTag | FailureCode, string>> = errorsEn

const refused = (body: Readonly<Record<string, string>>): HubFailure => ({
  ...{ _tag: 'Refused', status: 409, error: body['error'] ?? '', body, lines: [] },
})

describe('texts of errors', () => {
  it('are sentences in both languages, and none is the same in both', () => {
    expect(Object.keys(errorsDe)).to.have.members(Object.keys(ALL))
    for (const texts of [errorsEn, errorsDe])
      for (const [code, text] of Object.entries(texts)) expect(text, code).to.match(/^[\p{Lu}a-z].*[.]$/u)
    for (const [code, text] of Object.entries(errorsEn))
      expect(errorsDe[code as keyof typeof errorsDe], code).to.not.equal(text)
  })

  it('stand in place of the words of the hub once they are loaded, with its detail', async () => {
    language.value = 'en'
    const gone = refused({ error: 'not-found', code: 'RuleNotFound' })
    expect([errorText('RuleNotFound'), because(gone)]).to.deep.equal([null, 'the hub answers “not-found”'])
    await loadErrorTexts()
    expect([
      because(gone),
      because(refused({ error: 'push', code: 'PushFailed', detail: 'rejected' })),
      because(refused({ error: 'odd', code: 'OfAnotherVersion' })),
      because(refused({ error: 'odd', code: 'constructor' })),
    ]).to.deep.equal([
      'The rule is gone.',
      'The remote did not take the push. (rejected)',
      'the hub answers “odd”',
      'the hub answers “odd”',
    ])
  })
})
