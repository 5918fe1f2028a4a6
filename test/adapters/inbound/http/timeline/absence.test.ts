import { QUARTER_MS } from '../../../../../domain/usage/cell.js'
import { CODEX } from '../../../../support/agents.js'
import { openFakeHub, type FakeHub } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'
import { aSessionRecord, someSessionRecords } from '../../../../support/sessions.js'
import { aCell } from '../../../../support/usage.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Time of the hub's clock. */
const NOW = 1_772_352_930_123

interface News {
  readonly session: string
  readonly commits: number
  readonly costUsd: number
  readonly decided: Readonly<Record<string, number>>
}
interface Absence {
  readonly since: string
  readonly sessions: ReadonlyArray<News>
  readonly missing: ReadonlyArray<string>
}

describe('what happened since a time over HTTP', () => {
  let hub: FakeHub
  beforeEach(async () => {
    const known = [
      aSessionRecord({ name: 'cc-ended', createdAt: NOW - 2 * DAY, lastSeenAt: NOW - 5 * MINUTE, directory: '/ended' }),
      aSessionRecord({ name: 'cc-gone', createdAt: NOW - 2 * DAY, lastSeenAt: NOW - DAY, directory: '/gone' }),
    ]
    hub = await openFakeHub({ records: someSessionRecords({ known }) })
  })
  afterEach(() => hub.close())

  const read = async (since: number): Promise<Absence> => {
    const { status, json } = await hub.send('GET', `/api/absence?since=${new Date(since).toISOString()}`)
    expect(status, JSON.stringify(json)).to.equal(200)
    return json as Absence
  }
  const decide = async (id: string, session: string, outcome: string): Promise<void> => {
    const call = { id, session, tool: 'Bash', digest: 'd', preview: 'npm test' }
    right(await hub.approvalLedger.append({ kind: 'request', mode: 'ask', ...call })())
    right(await hub.approvalLedger.append({ kind: 'outcome', id, session, digest: 'd', outcome, why: 'decided' })())
  }

  it('is nothing when nothing happened, and for a time in the future', async () => {
    expect(await read(NOW - MINUTE)).to.deep.equal({
      ...{ since: new Date(NOW - MINUTE).toISOString(), sessions: [], missing: [] },
    })
    expect((await read(NOW + DAY)).since).to.equal(new Date(NOW).toISOString())
    expect((await read(0)).since).to.equal(new Date(NOW - 30 * DAY).toISOString())
    expect((await hub.send('GET', '/api/absence?since=yesterday')).code).to.equal('InvalidQuery')
  })

  it('has sessions that were started or ended, decisions and commits, without those that had ended before', async () => {
    hub.host.controls.startByHand('cc-shop', '/work/shop')
    const shop = hub.repos.create('/work/shop')
    shop.write('a', 'a')
    shop.commit('Add a')
    shop.write('a', 'b')
    shop.commit('Change a')
    await decide('x', 'cc-shop', 'allowed')
    await decide('y', 'cc-shop', 'denied')
    const { sessions, missing } = await read(NOW - 2 * 60 * MINUTE)
    const none = { allowed: 0, denied: 0, 'left-to-terminal': 0 }
    const rest = { activity: null, waiting: 0, costUsd: 0 }
    expect([missing, sessions.map(({ session }) => session).sort()]).to.deep.equal([[], ['cc-ended', 'cc-shop']])
    expect(sessions.find(({ session }) => session === 'cc-shop')).to.deep.include({
      ...{ ...rest, isNew: true, isOver: false, commits: 2, lastCommit: 'Change a' },
      decided: { ...none, allowed: 1, denied: 1 },
    })
    expect(sessions.find(({ session }) => session === 'cc-ended')).to.deep.include({
      ...{ ...rest, isNew: false, isOver: true, commits: 0, lastCommit: null, decided: none },
    })
  })

  it('has the activity that began since, and sessions that need a person first', async () => {
    hub.host.controls.startByHand('cc-a', '/work/a')
    hub.host.controls.startByHand('cc-b', '/work/b')
    const report = async (session: string, event: string): Promise<void> => {
      const sent = { headers: { 'X-Penates-Session': session }, body: { session_id: session } }
      expect((await hub.send('POST', `/api/hooks/${event}`, sent)).status).to.equal(200)
    }
    await hub.send('GET', '/api/sessions')
    hub.clock.advance(MINUTE)
    await report('cc-a', 'UserPromptSubmit')
    await report('cc-b', 'UserPromptSubmit')
    await report('cc-b', 'Stop')
    const { sessions } = await read(NOW + MINUTE / 2)
    expect(
      Object.fromEntries(sessions.map(({ session, ...news }) => [session, (news as never)['activity']])),
    ).to.deep.equal({ 'cc-a': 'working', 'cc-b': 'idle' })
    expect((await read(NOW + 2 * MINUTE)).sessions).to.deep.equal([])
  })

  it('has the cost of all conversations that are stored of a session, as after a restart of the hub', async () => {
    const talk = (id: string) => ({ agent: CODEX, id })
    const known = aSessionRecord({
      ...{ name: 'cc-shop', createdAt: NOW - DAY, lastSeenAt: NOW, directory: '/shop' },
      ...{ conversation: talk('present'), formerConversations: [talk('cleared')] },
    })
    const restarted = await openFakeHub({ records: someSessionRecords({ known: [known] }) })
    const quarter = NOW - (NOW % QUARTER_MS)
    const tokens = { input: 1_000_000, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
    for (const [session, at] of [
      ['present', quarter],
      ['cleared', quarter - QUARTER_MS],
      ['other', quarter],
      ['present', quarter - 8 * QUARTER_MS],
    ] as const)
      restarted.usageLogs.write(aCell({ agent: CODEX, model: 'gpt-5.5', session, quarter: at, tokens }))
    const { json } = await restarted.send('GET', `/api/absence?since=${new Date(NOW - 60 * MINUTE).toISOString()}`)
    await restarted.close()
    const { sessions, missing } = json as Absence
    expect([sessions.map(({ costUsd }) => costUsd), missing]).to.deep.equal([[10], []])
  })

  it('names sources that cannot be read', async () => {
    hub.host.controls.startByHand('cc-shop', '/work/shop')
    hub.repos.create('/work/shop')
    hub.repos.damage('/work/shop', 'object missing')
    const { sessions, missing } = await read(NOW - MINUTE)
    expect([sessions.map(({ session }) => session), missing]).to.deep.equal([['cc-shop'], ['commits']])
  })
})
