import { readLimitNotice } from '../../../../../adapters/outbound/agents/claude-code/limit-notice.js'

/** 13:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 25, 12)
const RULE = '─'.repeat(40)

/** The agent at its prompt, below this. */
const screen = (...above: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...above,
  '',
  RULE,
  '❯ ',
  RULE,
  '  ? for shortcuts',
]

const resets = (words: string): string | null => {
  const notice = readLimitNotice(screen('● Working on it', ` ⎿  ${words}`), NOW, 'UTC')
  const at = notice?.resetsAt ?? null
  return at === null ? null : new Date(at).toISOString()
}

describe('the notice of a limit', () => {
  it('contains the reset by the clocks of its zone', () => {
    expect([
      resets("You've hit your session limit · resets 3pm (Europe/Berlin)"),
      resets('You’ve reached your weekly limit · resets 3:30pm (America/New_York)'),
      resets("You've hit your session limit · resets 12am (Europe/Berlin)"),
      resets("You've hit your Opus limit · resets 1pm (Europe/Berlin)"),
      resets("You've hit your weekly limit · resets Nov 28, 5pm (Europe/Berlin)"),
      resets("You've hit your weekly limit · resets Jan 2, 2027, 5:15am (UTC)"),
    ]).to.deep.equal([
      '2026-11-25T14:00:00.000Z',
      '2026-11-25T20:30:00.000Z',
      '2026-11-25T23:00:00.000Z',
      '2026-11-26T12:00:00.000Z',
      '2026-11-28T16:00:00.000Z',
      null,
    ])
  })

  it('is accepted without a time, or with one that cannot be parsed', () => {
    for (const words of ['', ' · resets soon (UTC)', ' · resets 3pm (No/Where)', ' · resets Foo 7, 3pm (UTC)'])
      expect(readLimitNotice(screen(`You've hit your session limit${words}`), NOW, 'UTC')).to.deep.equal({
        resetsAt: null,
      })
  })

  it('is read when a narrow terminal has wrapped it', () => {
    const lines = screen("  ⎿  You've hit your session", '     limit · resets 3pm', '     (Europe/Berlin)')
    expect(readLimitNotice(lines, NOW, 'UTC')?.resetsAt).to.equal(Date.UTC(2026, 10, 25, 14))
  })

  it('counts only as the last message above an idle prompt', () => {
    const notice = "You've hit your session limit · resets 3pm (UTC)"
    expect([
      readLimitNotice(screen(notice, '', '❯ continue', '● Done.'), NOW, 'UTC'),
      readLimitNotice(screen(notice, '', '✢ Noodling… (1s · ↓ 17 tokens)'), NOW, 'UTC'),
      readLimitNotice([notice, '$ '], NOW, 'UTC'),
      readLimitNotice(screen('● You have used 80% of your session limit'), NOW, 'UTC'),
      readLimitNotice([], NOW, 'UTC'),
    ]).to.deep.equal([null, null, null, null, null])
  })
})
