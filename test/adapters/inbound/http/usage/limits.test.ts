import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { CLAUDE_CODE } from '../../../../support/agents.js'
import { agentId } from '../../../../../domain/agents/agent-id.js'

describe('/api/usage/limits', () => {
  const hub = hubOfEachTest()

  const inHours = (hours: number): number => Math.floor(hub.clock.now() / 1_000) + hours * 3_600

  it('tells accounts with their pace, points and peaks, each as its source does', async () => {
    const [resetsAt, later] = [inHours(2.5), inHours(90)]
    hub.limitSource.tell([
      {
        accountId: 'claude:abc',
        accountLabel: 'Max 5x',
        agent: CLAUDE_CODE,
        hostName: 'studio',
        capturedAt: '2026-11-24T13:31:54.000Z',
        isLimited: false,
        windows: [{ label: '5h', usedPercentage: 95, resetsAt, isLimited: false }],
      },
      {
        accountId: 'antigravity',
        accountLabel: null,
        agent: agentId('antigravity'),
        hostName: null,
        capturedAt: null,
        isLimited: true,
        windows: [{ label: null, usedPercentage: null, resetsAt: later, isLimited: true }],
      },
    ])
    const { status, json } = await hub.send('GET', '/api/usage/limits')
    const { accounts, points, ...peaks } = json as {
      accounts: ReadonlyArray<{ windows: ReadonlyArray<{ pace: { stage: string } | null }> }>
      points: unknown
    }
    const t = new Date(hub.clock.now()).toISOString()
    expect([status, accounts[0]?.windows[0]?.pace?.stage, accounts[1]]).to.deep.equal([
      200,
      'farAhead',
      {
        accountId: 'antigravity',
        accountLabel: null,
        agent: 'antigravity',
        limited: true,
        windows: [{ limited: true, resetsAt: later, pace: null }],
      },
    ])
    expect(points).to.deep.equal([
      { t, acct: 'claude:abc', label: 'Max 5x', agent: 'claude-code', '5h': 95, '7d': null, r5h: resetsAt, r7d: null },
    ])
    expect(peaks).to.deep.equal({
      peaks5h: 1,
      peaks7d: 0,
      peaks: [{ acct: 'claude:abc', window: '5h', resetsAt, usedPercentage: 95, t }],
    })
  })

  it('reports figures of status lines for accounts without another source', async () => {
    const headers = { 'X-Penates-Session': 'cc-shop' }
    const rate_limits = { five_hour: { used_percentage: 12.5, resets_at: inHours(1) } }
    await hub.send('POST', '/api/hooks/statusline', { headers, body: { rate_limits } })
    const { json } = await hub.send('GET', '/api/usage/limits')
    const { accounts } = json as { accounts: ReadonlyArray<{ accountId: string; agent: string }> }
    expect(accounts.map(({ accountId, agent }) => [accountId, agent])).to.deep.equal([['statusline', 'claude-code']])
  })

  it('takes any days for days', async () => {
    for (const days of ['0', '-1', '9999', 'x', '1.5', '']) {
      const { status } = await hub.send('GET', `/api/usage/limits?days=${days}`)
      expect(status).to.equal(200)
    }
  })

  it('says so when the past cannot be read', async () => {
    hub.limitHistory.setUnavailable(true)
    const { status, json } = await hub.send('GET', '/api/usage/limits')
    expect([status, json]).to.deep.equal([
      500,
      { error: 'Failed to read limit history', detail: 'limit history failed; see the log' },
    ])
  })
})

describe('/api/usage/costs', () => {
  const hub = hubOfEachTest()

  const report = (session: string, cost: object): Promise<unknown> =>
    hub.send('POST', '/api/hooks/statusline', { headers: { 'X-Penates-Session': session }, body: { cost } })
  const costs = async (): Promise<unknown> => (await hub.send('GET', '/api/usage/costs')).json

  const NOTHING = {
    totalUsd: 0,
    totalLinesAdded: 0,
    totalLinesRemoved: 0,
    totalDurationMs: 0,
    totalApiDurationMs: 0,
    sessions: [],
  }

  it('sums what sessions said within the last two minutes; what one did not say counts as nothing', async () => {
    await report('cc-a', {
      total_cost_usd: 1.25,
      total_duration_ms: 81_000,
      total_api_duration_ms: 30_000,
      total_lines_added: 10,
      total_lines_removed: 2,
    })
    await report('cc-b', { total_cost_usd: 0.5, total_lines_added: 'many' })
    expect(await costs()).to.deep.equal({
      totalUsd: 1.75,
      totalLinesAdded: 10,
      totalLinesRemoved: 2,
      totalDurationMs: 81_000,
      totalApiDurationMs: 30_000,
      sessions: [
        { name: 'cc-a', costUsd: 1.25, linesAdded: 10, linesRemoved: 2 },
        { name: 'cc-b', costUsd: 0.5, linesAdded: null, linesRemoved: null },
      ],
    })
    hub.clock.advance(121_000)
    expect(await costs()).to.deep.equal(NOTHING)
  })

  it('answers the same for ten seconds', async () => {
    expect(await costs()).to.deep.equal(NOTHING)
    await report('cc-a', { total_cost_usd: 1 })
    expect(await costs()).to.deep.equal(NOTHING)
    hub.clock.advance(10_000)
    expect(await costs()).to.deep.include({ totalUsd: 1 })
  })
})
