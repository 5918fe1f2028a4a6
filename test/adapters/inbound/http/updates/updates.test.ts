import type { Release } from '../../../../../application/updates/release-feed.port.js'
import type { UpdateItem } from '../../../../../domain/updates/update-item.js'
import { right } from '../../../../support/results.js'
import { hubOfEachTest } from '../../../../support/fake-hub.js'

const RELEASE: Release = {
  version: '1.3.0',
  publishedAt: null,
  url: 'https://example.org/1.3.0',
  changelogMd: '## New',
}
const CLAUDE: UpdateItem = {
  id: 'cli:claude',
  category: 'cli',
  name: 'Claude Code',
  current: '2.1.0',
  latest: '2.2.0',
  outdated: true,
  source: 'cli',
  executable: true,
  url: null,
}

describe('versions and updates', () => {
  const hub = hubOfEachTest()

  const get = async (path: string): Promise<unknown> => (await hub.send('GET', path)).json

  it('requests no page by itself', async () => {
    hub.updates.world.release = RELEASE
    const version = await get('/api/version')
    const updates = await get('/api/updates')
    expect([version, hub.updates.world.asked]).to.deep.equal([
      {
        current: '1.2.3',
        latest: null,
        publishedAt: null,
        url: null,
        changelogMd: null,
        isNewer: false,
        checkedAt: null,
        error: null,
      },
      0,
    ])
    expect(updates).to.deep.include({ clis: [], outdatedCount: 0, checkedAt: null, error: null })
    expect((updates as { hub: { guard: unknown } }).hub.guard).to.deep.equal({ ok: false, reason: 'up-to-date' })
  })

  it('asks on request, and keeps known versions without an answer', async () => {
    hub.updates.world.release = RELEASE
    const now = hub.clock.now()
    const found = (await hub.send('POST', '/api/version/check')).json
    hub.updates.world.isReachable = false
    hub.clock.advance(1000)
    const { status, json: later } = await hub.send('POST', '/api/version/check')
    const known = { current: '1.2.3', latest: '1.3.0', isNewer: true, url: 'https://example.org/1.3.0' }
    expect(found).to.deep.include({ ...known, checkedAt: now, error: null })
    expect(later).to.deep.include({ ...known, checkedAt: now + 1000, error: 'the release feed does not answer' })
    expect(status).to.equal(200)
  })

  it('looks by itself a while after the start, then twice a day, and sooner after a failure', async () => {
    const { world } = hub.updates
    const passes = async (ms: number): Promise<number> => {
      hub.clock.advance(ms)
      await new Promise(setImmediate)
      return world.asked
    }
    expect([await passes(299_000), await passes(1_000), await passes(11 * 3_600_000)]).to.deep.equal([0, 1, 1])
    world.isReachable = false
    expect([
      await passes(3_600_000),
      await passes(900_000),
      await passes(900_000),
      await passes(900_000),
    ]).to.deep.equal([2, 3, 3, 4])
  })

  it('looks for everything at once when asked to, and remembers it', async () => {
    hub.updates.world.items = [CLAUDE]
    hub.updates.world.release = RELEASE
    await get('/api/updates?refresh=1')
    const { asked } = hub.updates.world
    const updates = await get('/api/updates')
    expect([asked, hub.updates.world.asked]).to.deep.equal([2, 2])
    expect(updates).to.deep.include({ clis: [CLAUDE], dependencies: [], externals: [], outdatedCount: 2, error: null })
    expect((updates as { hub: unknown }).hub).to.deep.include({ latest: '1.3.0', outdated: true, guard: { ok: true } })
  })

  it('says that nothing could be found out', async () => {
    hub.updates.world.isReachable = false
    expect(await get('/api/updates?refresh=1')).to.deep.include({ clis: [], error: 'nothing could be found out' })
  })

  it('updates in a session whose pane stays, without an entry in the store', async () => {
    const { status, json } = await hub.send('POST', '/api/updates/cli:claude')
    const again = (await hub.send('POST', '/api/updates/cli%3Aclaude')).json
    expect([status, json, again]).to.deep.equal([
      200,
      { session: 'cc-update-cli-claude' },
      { session: 'cc-update-cli-claude', existing: true },
    ])
    const records = right(await hub.record.read())
    expect(records.known.map(({ name }) => name)).to.deep.equal([])
    expect(hub.audit.entries.filter(({ event }) => event === 'update.start').map(({ fields }) => fields)).to.deep.equal(
      [{ id: 'cli:claude', session: 'cc-update-cli-claude' }],
    )
  })

  for (const id of [
    'nope',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'cli:agy',
    'dep:koa',
    'cli:claude; rm -rf',
    '..',
  ])
    it(`refuses ${JSON.stringify(id)}: it names nothing that can be updated`, async () => {
      const { status, json } = await hub.send('POST', `/api/updates/${encodeURIComponent(id)}`)
      expect([status, json]).to.deep.equal([400, { error: 'not-executable', id }])
    })

  it('updates the hub only to something newer, and never over work of a person', async () => {
    const update = async (): Promise<unknown> => {
      const { status, json } = await hub.send('POST', '/api/updates/hub')
      return [status, json]
    }
    const upToDate = await update()
    hub.updates.world.release = RELEASE
    await hub.send('POST', '/api/version/check')
    hub.updates.world.guard = { ok: false, reason: 'dirty-tree' }
    const dirty = await update()
    hub.updates.world.guard = { ok: true }
    expect([upToDate, dirty, await update()]).to.deep.equal([
      [409, { error: 'guard', reason: 'up-to-date' }],
      [409, { error: 'guard', reason: 'dirty-tree' }],
      [200, { session: 'cc-update-hub' }],
    ])
  })
})
