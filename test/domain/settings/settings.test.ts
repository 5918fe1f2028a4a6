import { expect } from 'chai'
import { DEFAULT_SETTINGS, validSettings } from '../../../domain/settings/settings.js'

describe('settings that somebody sent or stored', () => {
  it('count where they fit, and are left out where they do not', () => {
    const raws: ReadonlyArray<Readonly<Record<string, unknown>>> = [
      { ...DEFAULT_SETTINGS, theme: 'dark' },
      { tmuxMouse: 'sideways', remoteApproval: 'yes', autoRestore: 0, autoRestoreContinue: null },
      { tmuxMouse: 'off', autoRestore: false },
      {},
    ]
    expect(raws.map(validSettings)).to.deep.equal([DEFAULT_SETTINGS, {}, { tmuxMouse: 'off', autoRestore: false }, {}])
  })
})
