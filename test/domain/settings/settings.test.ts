import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { DEFAULT_SETTINGS, parseSettingsChange, SETTINGS, validSettings } from '../../../domain/settings/settings.js'

describe('settings of a request or a state file', () => {
  it('are used when valid, and left out otherwise', () => {
    const raws: ReadonlyArray<Readonly<Record<string, unknown>>> = [
      { ...DEFAULT_SETTINGS, theme: 'dark' },
      { tmuxMouse: 'sideways', remoteApproval: 'yes', autoRestore: 0, autoRestoreContinue: null },
      { tmuxMouse: 'off', autoRestore: false },
      {},
    ]
    expect(raws.map(validSettings)).to.deep.equal([DEFAULT_SETTINGS, {}, { tmuxMouse: 'off', autoRestore: false }, {}])
  })

  it('accept both values of each setting and no other', () => {
    const values = fc.oneof(fc.boolean(), fc.constantFrom('on', 'off', 'call', 'refuse', '', 'true', 0, 1, null))
    fc.assert(
      fc.property(fc.constantFrom(...Object.entries(SETTINGS)), values, ([name, { off, on }], value) => {
        const fits = [off, on].some((one) => one === value)
        expect(E.isRight(parseSettingsChange({ [name]: value }))).to.equal(fits)
      }),
    )
  })
})
