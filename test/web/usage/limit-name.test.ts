import { usageDe } from '../../../adapters/inbound/web/src/app/texts/usage.de.js'
import { usageEn } from '../../../adapters/inbound/web/src/app/texts/usage.en.js'
import { limitName } from '../../../adapters/inbound/web/src/usage/limit-name.js'

describe('the name of a limit', () => {
  it('has the vendor, the account and the window in words', () => {
    const claude = { agent: 'claude-code', accountLabel: null }
    expect(limitName(claude, { label: '5h' }, usageEn)).to.equal('Claude · 5-hour window')
    expect(limitName({ ...claude, accountLabel: 'work' }, { label: '7d' }, usageEn)).to.equal(
      'Claude (work) · 7-day window',
    )
    expect(limitName({ ...claude, accountLabel: 'Claude' }, { label: null }, usageEn)).to.equal('Claude')
    expect(limitName({ agent: 'codex', accountLabel: null }, { label: 'weekly' }, usageEn)).to.equal('Codex · weekly')
    expect(limitName(claude, { label: '5h' }, usageDe)).to.equal('Claude · 5-Stunden-Fenster')
  })
})
