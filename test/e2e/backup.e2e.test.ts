import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { HUB_ROUTES } from '../../adapters/inbound/http/hub-routes.js'
import type { Route } from '../../adapters/inbound/http/routing/route.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

/** They tell of the process or of the moment, not of what the hub remembers. */
const OF_THE_MOMENT = new Set([
  '/api/events',
  '/api/server/logs',
  '/api/server/status',
  '/api/preview/ports',
  '/api/usage/limits',
  '/api/push/presence',
])
const PATHS = (Object.values(HUB_ROUTES) as ReadonlyArray<Route>)
  .filter(({ method, path }) => method === 'GET' && !path.includes(':') && !OF_THE_MOMENT.has(path))
  .map(({ path }) => path)

/** Times at which something was looked at, how long the process runs, and the position of its events. */
const MOMENTS =
  /"(uptime\w*|lastSeen\w*|lastUsed|checkedAt|computedAt|at|asOf|since|ageMs|boot|seq)": ?("[^"]*"|[\d.]+)/g

/** Responses of all reading routes. */
async function everything(hub: HubProcess): Promise<Readonly<Record<string, string>>> {
  const answers: Record<string, string> = {}
  for (const path of PATHS) {
    const answer = await fetch(hub.url + path, { headers: { Authorization: `Bearer ${hub.token}` } })
    answers[path] = `${String(answer.status)} ${(await answer.text()).replace(MOMENTS, '"$1":0')}`.replaceAll(
      hub.url,
      'here',
    )
  }
  return answers
}

describe('a backup of a real hub', function () {
  this.timeout(60_000)
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
  })
  afterEach(() => place.close())

  it('is written while the hub runs, and brings back all that every route tells', async () => {
    const file = join(place.home, 'backup')
    const first = await place.start()
    await first.call('POST', '/api/sessions', { name: 'a', directory: place.home, shell: true })
    await first.call('POST', '/api/sessions/cc-a/pin', { pinned: true })
    await first.call('PATCH', '/api/settings', { autoRestore: false })
    await first.call('POST', '/api/approvals/config', { mode: 'strict', freeTools: ['Read'] })
    await first.call('POST', '/api/projects', { displayName: 'Shop', path: join(place.home, 'shop') })
    await first.call('POST', '/api/board/cards', { projectId: 'shop', title: 'Größe' })
    // Programs of a shell that starts are shown in the list for a moment.
    await eventually(async () => {
      expect(await place.tmux.run('capture-pane', '-p', '-t', '=cc-a:')).to.match(/[#$%] *$/m)
    })
    const before = await everything(first)
    const saved = await place.run('backup', file)
    expect([saved.code, (await stat(file)).mode & 0o777, saved.output.includes(first.token)]).to.deep.equal([
      0,
      0o600,
      false,
    ])
    const refused = await place.run('restore', file, '--overwrite')
    expect([refused.code, refused.output.includes('Stop it first')]).to.deep.equal([1, true])
    await first.end('SIGTERM')

    await rm(place.state, { recursive: true })
    expect((await place.run('restore', file)).output).to.match(/^Restored \d+ files\.\n$/)
    const second = await place.start()
    expect(second.token).to.equal(first.token)
    await eventually(async () => {
      const after = await everything(second)
      const differing = PATHS.filter((path) => after[path] !== before[path])
      expect(differing.map((path) => [path, after[path]])).to.deep.equal(differing.map((path) => [path, before[path]]))
    })
  })
})
