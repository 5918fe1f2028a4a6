import * as E from 'fp-ts/lib/Either.js'
import type { UsageJson } from '../../../../../adapters/inbound/http/usage/codec.js'
import { EMPTY_BOARD } from '../../../../../domain/board/card.js'
import { QUARTER_MS } from '../../../../../domain/usage/cell.js'
import { aCard } from '../../../../support/cards.js'
import { eventually } from '../../../../support/eventually.js'
import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { aCell } from '../../../../support/usage.js'
import { CODEX } from '../../../../support/agents.js'

const none = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
const claude = {
  model: 'claude-opus-4-8-20260115',
  tokens: { ...none, input: 20, cacheWrite5m: 200, output: 2, cacheRead: 2_000 },
}
const codex = {
  agent: CODEX,
  model: 'gpt-5.5',
  session: 'c',
  directory: null,
  tokens: { ...none, input: 1_500, output: 120 },
} as const

describe('/api/usage', () => {
  const hub = hubOfEachTest()
  /** 2026-03-01 09:00, a Sunday, in Berlin. */
  let now: number
  beforeEach(() => {
    now = Math.floor(hub.clock.now() / QUARTER_MS) * QUARTER_MS
  })

  const history = async (query = ''): Promise<UsageJson> => {
    const { status, json } = await hub.send('GET', `/api/usage/history${query}`)
    expect(status, JSON.stringify(json)).to.equal(200)
    return json as UsageJson
  }

  it('tells days, the month and the window in the words of its clients', async () => {
    hub.usageLogs.write(
      aCell({ ...claude, quarter: now, messages: 2, stops: { toolUse: 1, endTurn: 0, other: 1 }, tools: { Bash: 3 } }),
      aCell({ ...claude, quarter: now, model: '', tokens: none, errors: 1 }),
      aCell({ ...codex, quarter: now, messages: 1 }),
      aCell({ ...codex, quarter: now - 24 * 3_600_000, model: 'mystery-1', messages: 1 }),
    )
    const { window, ...usage } = await history('?days=2')
    const opus = (20 * 5 + 200 * 6.25 + 2 * 25 + 2_000 * 0.5) / 1e6
    const gpt = (1_500 * 5 + 120 * 30) / 1e6
    expect(usage).to.deep.equal({
      days: [
        {
          date: '2026-03-01',
          input: 1_720,
          output: 122,
          byModel: { 'gpt-5.5': 1_620, 'claude-opus-4-8': 222 },
          cost: opus + gpt,
          sessions: 2,
          errors: 1,
          cacheRead: 2_000,
          messages: 3,
          costByModel: { 'gpt-5.5': gpt, 'claude-opus-4-8': opus },
        },
        {
          date: '2026-02-28',
          input: 1_500,
          output: 120,
          byModel: { 'mystery-1': 1_620 },
          cost: 0,
          sessions: 1,
          errors: 0,
          cacheRead: 0,
          messages: 1,
          costByModel: {},
        },
      ],
      monthTotal: 1_842,
      monthByModel: { 'gpt-5.5': 1_620, 'claude-opus-4-8': 222 },
      byProject: [{ id: null, project: 'one', path: '/home/dev/one', tokens: 222, costUsd: opus }],
      heatmap: [{ dow: 6, hour: 9, tokens: 1_842 }],
      cacheRate: { read: 2_000, total: 2_220, pct: 90.09 },
      workStyle: { toolUse: 1, endTurn: 0, total: 2 },
      toolUsage: [{ name: 'Bash', count: 3 }],
      dailySessions: { '2026-03-01': 2 },
      monthSessions: 2,
      errors: { total: 1, byDate: [{ date: '2026-03-01', count: 1 }] },
      byProvider: [
        {
          provider: 'codex',
          label: 'Codex',
          tokens: 1_620,
          costUsd: gpt,
          models: [{ model: 'gpt-5.5', tokens: 1_620, costUsd: gpt }],
        },
        {
          provider: 'claude',
          label: 'Claude',
          tokens: 222,
          costUsd: opus,
          models: [{ model: 'claude-opus-4-8', tokens: 222, costUsd: opus }],
        },
      ],
      tz: 'Europe/Berlin',
      unpriced: { 'mystery-1': 1_620 },
      monthCost: opus + gpt,
      scan: { state: 'ready', filesRead: 1, files: 1, bytesRead: 0, bytes: 0 },
      unreadable: [],
    })
    expect([
      window.from,
      window.to,
      window.sessions,
      window.tokens,
      window.byModel.map(({ model }) => model),
    ]).to.deep.equal(['2026-02-28', '2026-03-01', 2, 3_462, ['gpt-5.5', 'mystery-1', 'claude-opus-4-8']])
  })

  it('says whose usage it is: the session that the agent reported from, the project above, the card of the worktree', async () => {
    const projectId = 'shop'
    const shop = { id: projectId, displayName: 'Shop', path: '/home/me/shop', pinned: false }
    await hub.projectStore.update(() => E.right({ projects: [shop], hidden: [] }))()
    await hub.cards.update(() =>
      E.right({
        ...EMPTY_BOARD,
        cards: [aCard({ id: 'k', title: 'Cart', projectId, slug: 'cart-1a2b3c', worktreePath: null })],
      }),
    )()
    await hub.send('POST', '/api/hooks/Stop', {
      headers: { 'X-Penates-Session': 'cc-shop' },
      body: { session_id: 'agent-1' },
    })
    const worktree = '/home/me/.penates-worktrees/shop/cart-1a2b3c'
    hub.usageLogs.write(
      aCell({ ...claude, quarter: now, session: 'agent-1', directory: '/home/me/shop/src' }),
      aCell({ ...claude, quarter: now, session: 'agent-2', directory: `${worktree}/src` }),
      aCell({ ...claude, quarter: now, session: 'agent-3', directory: '/elsewhere' }),
    )
    const { window, byProject } = await history()
    expect(window.bySession.map(({ session, name, project, card }) => [session, name, project, card])).to.deep.equal([
      ['agent-1', 'cc-shop', projectId, null],
      ['agent-2', null, projectId, 'k'],
      ['agent-3', null, null, null],
    ])
    expect(window.byProject.map(({ id, project, path, tokens }) => [id, project, path, tokens])).to.deep.equal([
      [projectId, 'Shop', '/home/me/shop', 444],
      [null, 'elsewhere', '/elsewhere', 222],
    ])
    expect(window.byCard.map(({ card, title, tokens }) => [card, title, tokens])).to.deep.equal([['k', 'Cart', 222]])
    expect(byProject.map(({ project, tokens }) => [project, tokens])).to.deep.equal([
      ['Shop', 444],
      ['elsewhere', 222],
    ])
  })

  it('takes the zone it is asked for, and clamps days', async () => {
    const { tz, days } = await history('?tz=Pacific/Kiritimati&days=1000')
    expect([tz, days.length, days[0]?.date]).to.deep.equal(['Pacific/Kiritimati', 90, '2026-03-01'])
    expect((await history('?days=no')).days).to.have.length(30)
    expect((await history('?days=0')).days).to.have.length(1)
  })

  it('refuses zones and formats that there are none of', async () => {
    for (const tz of ['Mars/Olympus', '%2B02:00', 'x'.repeat(500), '../etc', '%00'])
      expect((await hub.send('GET', `/api/usage/history?tz=${tz}`)).json).to.deep.equal({ error: 'Invalid time zone' })
    expect(await answered('/api/usage/export?tz=Mars')).to.deep.equal([400, { error: 'Invalid time zone' }])
    expect(await answered('/api/usage/export?format=xlsx')).to.deep.equal([
      400,
      { error: 'Invalid format: csv or json' },
    ])
  })

  it('fails as a whole when the logs cannot be read, and is not stuck with it', async () => {
    hub.usageLogs.fail('/home/me/.claude: gone')
    expect(await answered('/api/usage/history')).to.deep.equal([
      500,
      { error: 'Failed to compute usage', detail: 'usage failed; see the log' },
    ])
    hub.usageLogs.fail(null)
    expect((await answered('/api/usage/history'))[0]).to.equal(200)
  })

  it('answers with how far a first reading has come when that takes long', async () => {
    hub.usageLogs.write(aCell({ ...claude, quarter: now }))
    const reading = hub.usageLogs.begin({ filesRead: 1, files: 3, bytesRead: 10, bytes: 30 })
    const waiting = hub.clock.waiting()
    const asked = history()
    await eventually(() => {
      expect(hub.clock.waiting()).to.be.greaterThan(waiting)
    })
    hub.clock.advance(10_000)
    const { monthTotal, scan } = await asked
    expect([monthTotal, scan.state, scan.files]).to.deep.equal([0, 'scanning', 3])
    reading.finish()
    hub.clock.advance(5_000)
    expect((await history()).monthTotal).to.equal(222)
  })

  it('exports a row for each day, agent and model, and no formula', async () => {
    hub.usageLogs.write(
      aCell({ ...claude, quarter: now, messages: 2 }),
      aCell({ ...codex, quarter: now, model: '=HYPERLINK("x","y")', messages: 1 }),
      aCell({ ...codex, quarter: now, model: ' @sum, 1', messages: 1 }),
    )
    const csv = await hub.send('GET', '/api/usage/export?format=csv&days=2')
    expect([csv.headers['content-type'], csv.headers['content-disposition']]).to.deep.equal([
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="penates-usage-2026-02-28-2026-03-01.csv"',
    ])
    expect(csv.text.split('\r\n')).to.deep.equal([
      'date,tz,agent,provider,model,input,output,cacheRead,cacheWrite5m,cacheWrite1h,tokens,unpricedTokens,messages,errors,costUsd',
      `2026-03-01,Europe/Berlin,codex,other,"'=HYPERLINK(""x"",""y"")",1500,120,0,0,0,1620,1620,1,0,0`,
      `2026-03-01,Europe/Berlin,codex,other,"'@sum, 1",1500,120,0,0,0,1620,1620,1,0,0`,
      '2026-03-01,Europe/Berlin,claude-code,claude,claude-opus-4-8,220,2,2000,200,0,222,0,2,0,0.0024',
      '',
    ])
    const json = await hub.send('GET', '/api/usage/export?format=json&days=2')
    const { rows, tz } = json.json as { tz: string; rows: ReadonlyArray<Record<string, unknown>> }
    expect([tz, rows.length, rows[2]?.['costUsd'], json.headers['content-disposition']]).to.deep.equal([
      'Europe/Berlin',
      3,
      0.0024,
      'attachment; filename="penates-usage-2026-02-28-2026-03-01.json"',
    ])
  })

  it('has the cost of each turn of a conversation, `null` for an unknown price, and refuses wrong times', async () => {
    const turns = async (...starts: ReadonlyArray<string>) => {
      const query = starts.map((start) => `start=${encodeURIComponent(start)}`).join('&')
      const { status, code, json } = await hub.send('GET', `/api/conversations/claude-code/a/turns?${query}`)
      return status === 200 ? json : [status, code]
    }
    const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()
    hub.usageLogs.write(
      { ...aCell({ ...claude, quarter: now, messages: 1 }), at: now + 60_000 },
      { ...aCell({ ...claude, model: 'unheard-of', quarter: now, messages: 1 }), at: now + 120_000 },
      { ...aCell({ ...claude, session: 'b', quarter: now, messages: 1 }), at: now + 60_000 },
    )
    expect(await turns(at(2), at(0))).to.deep.equal({
      turns: [
        { at: at(0), costUsd: 0.0024, tokens: 222, messages: 1 },
        { at: at(2), costUsd: null, tokens: 222, messages: 1 },
      ],
    })
    expect(await turns()).to.deep.equal({ turns: [] })
    for (const wrong of [['x'], [at(0), ''], ['-1'], ['1e400'], Array.from({ length: 201 }, () => at(0))])
      expect(await turns(...wrong)).to.deep.equal([400, 'InvalidQuery'])
    const reading = hub.usageLogs.begin({ files: 3 })
    expect(await turns(at(0))).to.deep.equal({ turns: null })
    reading.finish()
    hub.usageLogs.fail('gone')
    expect(await turns(at(0))).to.deep.equal([500, 'Unavailable'])
  })

  const answered = async (path: string): Promise<readonly [number, unknown]> => {
    const { status, json } = await hub.send('GET', path)
    return [status, json]
  }
})
