import { agentId } from '../../../../../domain/agents/agent-id.js'
import type { ConversationEntry } from '../../../../../domain/conversations/conversation.js'
import { QUARTER_MS } from '../../../../../domain/usage/cell.js'
import type { SessionRecord } from '../../../../../domain/sessions/session-record.js'
import { conversationEntry } from '../../../../support/conversations.js'
import { openFakeHub, type FakeHub } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'
import { aSessionRecord, someSessionRecords } from '../../../../support/sessions.js'

const MINUTE = 60_000
/** Time of the hub's clock. */
const NOW = 1_772_352_930_123
const CLAUDE = agentId('claude-code')

interface Entry {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly text: string
  readonly isError: boolean
}
interface Page {
  readonly entries: ReadonlyArray<Entry>
  readonly next: string | null
  readonly missing: ReadonlyArray<string>
  readonly pending: ReadonlyArray<string>
}

describe('the time line of a session over HTTP', () => {
  let hub: FakeHub
  const open = async (record: Partial<SessionRecord> = {}): Promise<void> => {
    const conversation = { agent: CLAUDE, id: 'one' }
    const known = [aSessionRecord({ createdAt: NOW - 300 * MINUTE, lastSeenAt: NOW, conversation, ...record })]
    hub = await openFakeHub({ records: someSessionRecords({ known }) })
  }
  beforeEach(() => open())
  afterEach(() => hub.close())

  const read = async (query = ''): Promise<Page> => {
    const { status, json } = await hub.send('GET', `/api/sessions/cc-shop/timeline${query}`)
    expect(status, JSON.stringify(json)).to.equal(200)
    return json as Page
  }
  const shown = ({ entries }: Page) => entries.map(({ kind, text }) => `${kind} ${text}`.trim())
  /** All pages, one after the other. */
  const paged = async (limit: number, query = ''): Promise<ReadonlyArray<Entry>> => {
    const all: Entry[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page = await read(`?limit=${String(limit)}&cursor=${encodeURIComponent(cursor)}${query}`)
      expect(page.entries.length).to.be.at.most(limit)
      all.push(...page.entries)
      cursor = page.next
    }
    return all
  }
  const say = (at: number | null, text: string, more: Partial<ConversationEntry> = {}, conversation = 'one'): number =>
    hub.conversations.say('/work/shop', conversation, [{ ...conversationEntry(text), at, ...more }])
  const decide = async (id: string, session: string, preview: string, outcome = 'allowed'): Promise<void> => {
    const call = { id, session, tool: 'Bash', digest: 'd', preview }
    right(await hub.approvalLedger.append({ kind: 'request', mode: 'ask', ...call })())
    right(await hub.approvalLedger.append({ kind: 'outcome', id, session, digest: 'd', outcome, why: 'decided' })())
  }

  it('is empty for a session in which nothing happened, and is refused for an unknown one', async () => {
    hub.usageLogs.write()
    expect(await read()).to.deep.equal({ entries: [], next: null, missing: [], pending: [] })
    expect((await hub.send('GET', '/api/sessions/cc-gone/timeline')).code).to.equal('SessionNotFound')
    expect((await hub.send('GET', '/api/sessions/cc-shop/timeline?limit=501')).code).to.equal('InvalidQuery')
  })

  it('joins turns, calls, decisions, commits, cost and limits, the newest first', async () => {
    say(NOW - 50 * MINUTE, 'fix it', { kind: 'prompt' })
    say(NOW - 49 * MINUTE, 'hm', { kind: 'thinking' })
    say(NOW - 48 * MINUTE, 'npm test', { kind: 'call', tool: 'Bash', callId: 'a' })
    say(NOW - 47 * MINUTE, 'no', { kind: 'result', callId: 'a', isError: true })
    say(NOW - 1 * MINUTE, 'done')
    hub.clock.set(-2 * MINUTE)
    await decide('x', 'cc-shop', 'npm test')
    await decide('y', 'cc-other', 'rm')
    hub.clock.set(2 * MINUTE)
    const shop = hub.repos.create('/work/shop')
    shop.write('a', 'a')
    shop.commit('Add a')
    const cell = {
      ...{ agent: CLAUDE, model: 'm', variant: 'standard' as const, promptBand: 0, session: 'one', directory: null },
      ...{ messages: 1, stops: { toolUse: 0, endTurn: 0, other: 0 }, tools: {}, errors: 0 },
      tokens: { input: 1, output: 2, cacheRead: 3, cacheWrite5m: 0, cacheWrite1h: 0 },
    }
    hub.usageLogs.write({ ...cell, quarter: NOW - 2 * QUARTER_MS })
    const point = { account: 'me', label: null, agent: CLAUDE, pct7d: null, resets5h: null, resets7d: null }
    right(
      await hub.limitHistory.append([
        { ...point, at: NOW - 20 * MINUTE, pct5h: 80 },
        { ...point, at: NOW - 10 * MINUTE, pct5h: 91 },
      ])(),
    )
    const page = await read()
    expect([shown(page), page.next, page.missing]).to.deep.equal([
      ['answer done', 'approval npm test', 'limit', 'cost', 'call npm test', 'prompt fix it', 'commit Add a'],
      null,
      [],
    ])
    expect(page.entries.find(({ kind }) => kind === 'call')).to.deep.include({
      ...{ id: 'one:200:0', isError: true, tool: 'Bash', at: new Date(NOW - 48 * MINUTE).toISOString() },
      place: { agent: 'claude-code', conversation: 'one', row: 200, isPresent: true },
    })
    expect(page.entries.find(({ kind }) => kind === 'cost')).to.deep.include({
      cost: { costUsd: 0, tokens: 3, messages: 1 },
    })
    expect(shown(await read('?kind=commit&kind=prompt&kind=none'))).to.deep.equal(['prompt fix it', 'commit Add a'])
    for (const limit of [1, 2, 3, 5]) expect(await paged(limit), String(limit)).to.deep.equal(page.entries)
  })

  it('has every entry on one page, also of rows with one time, of several parts and without a time', async () => {
    for (let row = 0; row < 20; row++)
      hub.conversations.say(
        '/work/shop',
        'one',
        ['a', 'b', 'c'].map((part) => ({
          ...conversationEntry(`${String(row)}${part}`),
          at: row % 4 === 0 ? null : NOW - MINUTE,
        })),
      )
    for (const id of ['x', 'y', 'z']) await decide(id, 'cc-shop', id)
    const whole = await paged(500)
    expect(whole).to.have.length(63)
    for (const limit of [1, 2, 7]) expect(await paged(limit), String(limit)).to.deep.equal(whole)
  })

  it('continues a page where it ended while new entries come', async () => {
    for (let row = 0; row < 9; row++) say(NOW - 9 * MINUTE + row, String(row))
    const first = await read('?limit=4')
    hub.clock.advance(MINUTE)
    say(NOW + 1, 'new')
    await decide('x', 'cc-shop', 'new')
    const rest = await read(`?limit=500&cursor=${encodeURIComponent(first.next ?? '')}`)
    expect([...shown(first), ...shown(rest)]).to.deep.equal(
      ['8', '7', '6', '5', '4', '3', '2', '1', '0'].map((text) => `answer ${text}`),
    )
  })

  it('names sources that cannot be read, and has the rest', async () => {
    say(NOW - MINUTE, 'done')
    hub.repos.create('/work/shop')
    hub.repos.damage('/work/shop', 'object missing')
    hub.limitHistory.setUnavailable(true)
    hub.usageLogs.fail('gone')
    const page = await read()
    expect([shown(page), [...page.missing].sort()]).to.deep.equal([['answer done'], ['commits', 'limits', 'usage']])
  })

  it('names the cost as pending until the logs have been read for the first time', async () => {
    say(NOW - MINUTE, 'done')
    const { finish } = hub.usageLogs.begin({})
    const first = await read()
    expect([shown(first), first.missing, first.pending]).to.deep.equal([['answer done'], ['usage'], ['usage']])
    finish()
    const then = await read()
    expect([shown(then), then.missing, then.pending]).to.deep.equal([['answer done'], [], []])
    hub.usageLogs.fail('gone')
    const failed = await read()
    expect([failed.missing, failed.pending]).to.deep.equal([['usage'], []])
  })

  it('skips lines of the log that are damaged, and calls of a session that had the name before', async () => {
    hub.clock.set(-400 * MINUTE)
    await decide('old', 'cc-shop', 'of another')
    hub.clock.set(400 * MINUTE)
    await decide('x', 'cc-shop', 'one')
    await decide('y', 'cc-shop', 'two', 'denied')
    hub.approvalLedger.controls.rewrite((lines) => lines.toSpliced(3, 0, '{"kind":"outcome"}'))
    const { entries } = await read('?kind=approval')
    expect(entries.map(({ text, isError }) => [text, isError])).to.deep.equal([
      ['two', true],
      ['one', false],
    ])
  })

  it('has no time in the future when a clock was ahead, and keeps the order of the rows', async () => {
    say(NOW + 600 * MINUTE, 'ahead')
    say(NOW - 2 * MINUTE, 'set back')
    say(NOW + 600 * MINUTE, 'ahead again')
    const { entries } = await read('?kind=answer')
    expect(entries.map(({ text, at }) => [text, Date.parse(at)])).to.deep.equal([
      ['ahead again', NOW],
      ['set back', NOW - 2 * MINUTE],
      ['ahead', NOW - 2 * MINUTE],
    ])
  })

  it('follows a session through a rename', async () => {
    hub.host.controls.startByHand('cc-blog', '/work/blog')
    await hub.send('GET', '/api/sessions')
    await decide('x', 'cc-blog', 'before')
    expect((await hub.send('PATCH', '/api/sessions/cc-blog', { body: { newName: 'cc-log' } })).status).to.equal(200)
    await decide('y', 'cc-log', 'after')
    const { json } = await hub.send('GET', '/api/sessions/cc-log/timeline')
    expect(shown(json as Page)).to.deep.equal(['approval after', 'approval before'])
  })

  it('begins at a time that is named, on all of its pages', async () => {
    for (let minute = 9; minute >= 1; minute--) say(NOW - minute * MINUTE, String(minute))
    await decide('x', 'cc-shop', 'new')
    const at = encodeURIComponent(new Date(NOW - 6 * MINUTE).toISOString())
    expect((await paged(2, `&at=${at}`)).map(({ text }) => text)).to.deep.equal(['6', '7', '8', '9'])
    expect((await paged(500, '&at=2000-01-01')).map(({ text }) => text)).to.deep.equal([])
    expect(await paged(500, '&at=2100-01-01')).to.have.length(10)
    expect((await hub.send('GET', '/api/sessions/cc-shop/timeline?at=x')).code).to.equal('InvalidQuery')
  })

  it('shows answers as plain text, and prompts as they were written', async () => {
    say(NOW - 2 * MINUTE, '**do** it', { kind: 'prompt' })
    say(NOW - MINUTE, '## Done\n\n- fixed `a`')
    expect(shown(await read())).to.deep.equal(['answer Done fixed a', 'prompt **do** it'])
  })

  it('returns the newest page for an invalid cursor', async () => {
    say(NOW - MINUTE, 'done')
    for (const cursor of ['x', '[]', '["a",{}]', '{"at":1}', '[1e999,{}]', '[null]'])
      expect(shown(await read(`?cursor=${encodeURIComponent(cursor)}`)), cursor).to.deep.equal(['answer done'])
    const lost = JSON.stringify([NOW, { conversation: '../../etc:1:2:3', approvals: 'x', records: 'x' }])
    expect(shown(await read(`?cursor=${encodeURIComponent(lost)}`))).to.deep.equal(['answer done'])
    expect((await hub.send('GET', `/api/sessions/cc-shop/timeline?cursor=${'x'.repeat(8_001)}`)).code).to.equal(
      'InvalidQuery',
    )
  })
})
