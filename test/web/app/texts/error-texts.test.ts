import type { ErrorTag } from '../../../../adapters/inbound/http/hub-errors.js'
import type { FailureCode } from '../../../../infrastructure/http/reply.js'
import { errorText, loadErrorTexts } from '../../../../adapters/inbound/web/src/app/texts/error-texts.js'
import { errorsDe } from '../../../../adapters/inbound/web/src/app/texts/errors.de.js'
import { errorsEn } from '../../../../adapters/inbound/web/src/app/texts/errors.en.js'
import { because } from '../../../../adapters/inbound/web/src/app/failed.js'
import { language } from '../../../../adapters/inbound/web/src/app/platform/preferences.js'
import type { HubCode, HubFailure } from '../../../../adapters/inbound/web/src/app/hub/hub.js'

/** A code without a text does not compile. */
const ALL: Readonly<Record<ErrorTag | FailureCode, string>> = errorsEn

/** Codes whose `detail` is output of git or of the system, or the numbers of processes. */
const OUTPUT: ReadonlyArray<string> = [
  ...['BackgroundAgentRemains', 'BranchDiffFailed', 'FinishFailed', 'FinishObstructed', 'GitRefused', 'MergeRefused'],
  ...['NotUndoable', 'PushFailed', 'RepoUnreadable', 'Unavailable', 'UnreadableSettings'],
]

const codes = Object.keys(ALL).filter((key) => !key.includes('.')) as ReadonlyArray<HubCode>

const refused = (
  code: HubCode | null,
  body: Readonly<Record<string, string>>,
): Extract<HubFailure, { readonly _tag: 'Refused' }> => ({
  ...{ _tag: 'Refused', code, error: body['error'] ?? '', body, lines: [] },
})

describe('texts of errors', () => {
  it('are sentences in both languages, and none is the same in both', () => {
    expect(Object.keys(errorsDe)).to.have.members(Object.keys(ALL))
    for (const texts of [errorsEn, errorsDe])
      for (const [code, text] of Object.entries(texts)) expect(text, code).to.match(/^[\p{Lu}a-z].*[.]$/u)
    for (const [code, text] of Object.entries(errorsEn))
      expect(errorsDe[code as keyof typeof errorsDe], code).to.not.equal(text)
  })

  it('stand in place of the words of the hub, with the output of a program', async () => {
    language.value = 'en'
    const gone = refused('RuleNotFound', { error: 'not-found', code: 'RuleNotFound' })
    expect([errorText('RuleNotFound'), because(gone)]).to.deep.equal([null, 'the hub refused'])
    await loadErrorTexts()
    expect([
      because(gone),
      because(refused('PushFailed', { error: 'push', code: 'PushFailed', detail: 'rejected' })),
      because(refused('InvalidProject', { error: 'Bad request', detail: 'path does not exist' })),
      because(refused('GitRefused', { error: 'refused', detail: 'the stash is no longer there' })),
      because(refused('IsolationUnavailable', { error: 'isolation-unavailable', detail: 'no-base' })),
      because(refused(null, { error: 'Forbidden by the proxy' })),
      because(refused(null, { error: '' })),
      because({ _tag: 'Unreadable' }),
    ]).to.deep.equal([
      'The rule is gone.',
      'The remote rejected the push. (rejected)',
      'The folder does not exist.',
      'The stash is gone.',
      'The repository has no base branch.',
      'the hub answers “Forbidden by the proxy”',
      'the hub refused',
      'The hub has a different version. Reload the page.',
    ])
  })

  for (const spoken of ['en', 'de'] as const)
    it(`contain no word of the wire for any code, in ${spoken}`, async () => {
      const texts: Readonly<Record<string, string>> = spoken === 'de' ? errorsDe : errorsEn
      language.value = spoken
      const word = 'word-of-the-wire'
      const body = { error: word, code: word, message: word, reason: word, state: word, field: word, part: word }
      const withoutTexts = codes.map((code) => because(refused(code, body)))
      await loadErrorTexts()
      const unknown = because(refused(null, { ...body, detail: word }))
      expect([...withoutTexts, unknown].filter((text) => text.includes(word))).to.deep.equal([])
      for (const code of codes) {
        expect(because(refused(code, body)), code).to.equal(texts[code])
        const withDetail = OUTPUT.includes(code) ? `${texts[code] ?? ''} (${word})` : texts[code]
        expect(because(refused(code, { ...body, detail: word })), code).to.equal(withDetail)
      }
    })
})
