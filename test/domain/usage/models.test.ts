import { contextIn } from '../../../adapters/outbound/agents/claude-code/transcript-context.js'
import { sumCosts, type StatusLine } from '../../../domain/usage/status-line.js'
import { mergeAccounts, windowSeconds, type LimitAccount } from '../../../domain/usage/limits.js'
import { modelKey, providerOf, standsFor } from '../../../domain/usage/model.js'
import { dateOf, monthStart, parseTimeZone, weekdayOf } from '../../../domain/usage/time-zone.js'
import { CLAUDE_CODE } from '../../support/agents.js'
import { agentId } from '../../../domain/agents/agent-id.js'

describe('the key of a model', () => {
  it('has no path, no date and no mark of a long context', () => {
    expect(
      [
        'anthropic/claude-opus-4-5-20251101[1m]',
        'a/b/claude-x@20250101',
        ' gpt-5-2025-08-07 ',
        'gpt-5-2025-08-07-20250101',
        'x[1m]-20250101',
        'claude-20250101-beta',
        'x-123456789',
        '[1m]x',
      ].map(modelKey),
    ).to.deep.equal([
      'claude-opus-4-5',
      'claude-x',
      'gpt-5',
      'gpt-5',
      'x',
      'claude-20250101-beta',
      'x-123456789',
      '[1m]x',
    ])
  })

  it('determines the provider by its prefix', () => {
    expect(
      ['claude-x', 'gpt-5', 'o1-pro', 'o3', 'codex-mini', 'gemini-2', 'my-gpt', 'xclaude', 'agemini', 'o2'].map(
        providerOf,
      ),
    ).to.deep.equal(['claude', 'codex', 'codex', 'codex', 'codex', 'gemini', 'other', 'other', 'other', 'other'])
  })

  it('uses the price of a prefix unless a number or a size follows', () => {
    const known = (key: string) => standsFor('gpt-5', key)
    expect(
      ['gpt-5', 'gpt-5-codex', 'gpt-5:x', 'gpt-5@x', 'gpt-5_x', 'gpt-5.x', 'gpt-5-minimal'].map(known),
    ).to.deep.equal(Array(7).fill(true))
    expect(
      ['gpt-5.9', 'gpt-5-9', 'gpt-5-mini', 'gpt-5-nano', 'gpt-5-pro-x', 'gpt-50', 'gpt-5x', 'gpt', 'a-gpt-5'].map(
        known,
      ),
    ).to.deep.equal(Array(9).fill(false))
  })
})

describe('accounts of several sources', () => {
  const account = (agent: string, accountId: string): LimitAccount => ({
    accountId,
    accountLabel: null,
    agent: agentId(agent),
    hostName: null,
    capturedAt: null,
    isLimited: false,
    windows: [],
  })

  it('leave out the status line only where an account of the same agent has a name', () => {
    const [line, named, codex] = [
      account('claude-code', 'statusline'),
      account('claude-code', 'me'),
      account('codex', 'me'),
    ]
    expect(mergeAccounts([[line], [named]])).to.deep.equal([named])
    expect(mergeAccounts([[codex], [line]])).to.deep.equal([codex, line])
    expect(mergeAccounts([[line], []])).to.deep.equal([line])
  })

  it('have windows with labels in hours or days', () => {
    expect(['5h', '7d', '999d', '1h'].map(windowSeconds)).to.deep.equal([18_000, 604_800, 86_313_600, 3_600])
    expect([null, '', '0h', '05h', '1000d', '5m', '5', 'h', 'x5h', '5hx', '-5h'].map(windowSeconds)).to.deep.equal(
      Array(11).fill(null),
    )
  })
})

describe('the costs of sessions', () => {
  const line = (values: Partial<StatusLine>): StatusLine => ({
    agent: CLAUDE_CODE,
    pct5h: null,
    resets5h: null,
    pct7d: null,
    resets7d: null,
    costUsd: null,
    durationMs: null,
    apiDurationMs: null,
    linesAdded: null,
    linesRemoved: null,
    model: null,
    contextPct: null,
    contextSize: null,
    ...values,
  })

  it('are summed, missing figures as 0', () => {
    const full = line({ costUsd: 1.5, durationMs: 10, apiDurationMs: 5, linesAdded: 3, linesRemoved: 2 })
    expect(
      sumCosts([
        ['a', full],
        ['b', line({ costUsd: 2, linesAdded: 4 })],
      ]),
    ).to.deep.equal({
      totalUsd: 3.5,
      totalLinesAdded: 7,
      totalLinesRemoved: 2,
      totalDurationMs: 10,
      totalApiDurationMs: 5,
      sessions: [
        { name: 'a', costUsd: 1.5, linesAdded: 3, linesRemoved: 2 },
        { name: 'b', costUsd: 2, linesAdded: 4, linesRemoved: null },
      ],
    })
  })
})

describe('the context of a conversation', () => {
  const answer = (usage: object, over: object = {}, model = 'claude-x') => ({
    type: 'assistant',
    sessionId: 's',
    requestId: 'req',
    timestamp: '2026-03-01T08:00:00.000Z',
    message: { id: 'msg', model, role: 'assistant', usage },
    ...over,
  })
  const usage = { input_tokens: 10, cache_read_input_tokens: 20, cache_creation_input_tokens: 30, output_tokens: 500 }

  it('is the input of the last answer, with the default limit', () => {
    expect(contextIn(answer(usage))).to.deep.equal({ tokens: 60, limit: 200_000, pct: 0, model: 'claude-x' })
    expect(contextIn(answer({ ...usage, input_tokens: 99_950 }))).to.deep.include({ tokens: 100_000, pct: 50 })
    expect(contextIn(answer({ ...usage, input_tokens: 199_950 }))).to.deep.include({ limit: 200_000, pct: 100 })
  })

  it('has the large limit when the model name requests it or the context exceeds the default', () => {
    expect(contextIn(answer({ ...usage, input_tokens: 199_951 }))).to.deep.include({ limit: 1_000_000, pct: 20 })
    expect(contextIn(answer(usage, {}, 'claude-x[1m]'))).to.deep.include({ limit: 1_000_000 })
    expect(contextIn(answer({ ...usage, input_tokens: 3_000_000 }))?.pct).to.equal(100)
  })

  it('is null for side chains, other rows and empty answers', () => {
    expect([
      contextIn(answer(usage, { isSidechain: true })),
      contextIn({ type: 'user' }),
      contextIn(null),
      contextIn(answer({ output_tokens: 5 })),
    ]).to.deep.equal([null, null, null, null])
  })
})

describe('days of a time zone', () => {
  it('have a date, a weekday counted from Monday and a month', () => {
    const day = Date.UTC(2026, 10, 26) / 86_400_000
    expect([dateOf(day), weekdayOf(day), dateOf(monthStart(day))]).to.deep.equal(['2026-11-26', 3, '2026-11-01'])
    expect([weekdayOf(0), weekdayOf(-1), weekdayOf(-4), weekdayOf(4)]).to.deep.equal([3, 2, 6, 0])
    expect(monthStart(monthStart(day))).to.equal(monthStart(day))
  })

  it('accept names of zones, not offsets', () => {
    expect(['UTC', 'Europe/Berlin'].map((zone) => parseTimeZone(zone)._tag)).to.deep.equal(['Right', 'Right'])
    expect(
      ['', '+02:00', '-01', '5', 'Nowhere/None', `Europe/${'x'.repeat(60)}`].map((zone) => parseTimeZone(zone)._tag),
    ).to.deep.equal(Array(6).fill('Left'))
  })
})
