import { openFakeHub, type FakeHub } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Time of the hub's clock. */
const NOW = 1_772_352_930_123

interface Today {
  readonly since: string
  readonly needs: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly projects: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly missing: ReadonlyArray<string>
}

describe('summary of a day over HTTP', () => {
  let hub: FakeHub
  beforeEach(async () => {
    hub = await openFakeHub()
  })
  afterEach(() => hub.close())

  const read = async (query = ''): Promise<Today> => {
    const { status, json } = await hub.send('GET', `/api/today${query}`)
    expect(status, JSON.stringify(json)).to.equal(200)
    return json as Today
  }

  it('counts from a day ago without a time, and from at most 30 days ago', async () => {
    const since = (at: number) => new Date(at).toISOString()
    expect(await read()).to.deep.equal({ since: since(NOW - DAY), needs: [], projects: [], missing: [] })
    expect((await read('?since=1970-01-01T00:00:01Z')).since).to.equal(since(NOW - 30 * DAY))
    expect((await hub.send('GET', '/api/today?since=yesterday')).code).to.equal('InvalidQuery')
  })

  it('has commits, calls that a rule decided and what needs a person', async () => {
    hub.host.controls.startByHand('cc-shop', '/work/shop')
    const shop = hub.repos.create('/work/shop')
    shop.write('a', 'a')
    shop.commit('Add a')
    const call = { id: 'x', session: 'cc-shop', tool: 'Bash', digest: 'd', preview: 'npm test' }
    const decided = { kind: 'decision', id: 'x', by: 'rule', verdict: 'allow' }
    right(await hub.approvalLedger.append({ kind: 'request', mode: 'ask', ...call })())
    right(await hub.approvalLedger.append(decided)())
    right(await hub.approvalLedger.append({ ...call, kind: 'outcome', outcome: 'allowed', why: 'decided' })())
    const { projects, missing } = await read()
    expect(missing).to.deep.equal([])
    expect(projects).to.have.length(1)
    expect(projects[0]).to.deep.include({ project: null, sessions: ['cc-shop'], commits: 1, ruled: 1, costUsd: null })
  })

  it('has no figure for commits that cannot be read', async () => {
    hub.host.controls.startByHand('cc-shop', '/work/shop')
    hub.repos.create('/work/shop')
    hub.repos.damage('/work/shop', 'object missing')
    const { projects, missing } = await read()
    expect([projects.map(({ commits }) => commits), missing]).to.deep.equal([[null], ['commits']])
  })
})
