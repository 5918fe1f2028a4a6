import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import { aTarget } from '../../../../support/push.js'
import { type Answered, hubOfSuite } from '../../../../support/fake-hub.js'
import { registerProjects } from '../../../../support/shop-project.js'

const tagged = Object.values(HUB_ROUTES).filter(({ isTagged }) => isTagged)
const plain = tagged.filter(({ path }) => !path.includes(':'))

/** A stream, and a list with ages. */
const NEVER_THE_SAME = ['/api/events', '/api/push/presence']

/** An array, alone or as the only field. */
const isList = (json: unknown): boolean => {
  const fields = typeof json === 'object' && json !== null ? Object.values(json) : []
  return Array.isArray(json) || (fields.length === 1 && Array.isArray(fields[0]))
}

describe('entity tags of lists', () => {
  const hub = hubOfSuite()
  before(async () => {
    await registerProjects(hub, 'shop')
    hub.host.controls.startByHand('cc-shop')
  })
  beforeEach(() => {
    hub.clock.advance(60_000)
  })

  const get = (path: string, tag?: string): Promise<Answered> =>
    hub.send('GET', path, tag === undefined ? {} : { headers: { 'If-None-Match': tag } })

  for (const { path } of plain)
    it(`${path} has one, and is not sent again to a client that has it`, async () => {
      const whole = await get(path)
      const { etag = '' } = whole.headers
      expect([whole.status, /^"[\w-]{27}"$/.test(etag)]).to.deep.equal([200, true])
      for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await get(path, given)
        expect([again.status, again.text, again.headers.etag, again.headers['cache-control']], given).to.deep.equal([
          304,
          '',
          etag,
          'no-store',
        ])
      }
      expect((await get(path, '"other"')).status).to.equal(200)
    })

  it('are sent with every list', async () => {
    const readers = Object.values(HUB_ROUTES).filter(({ method, path }) => method === 'GET' && !path.includes(':'))
    for (const { path, answers } of readers) {
      if (!(200 in answers) || NEVER_THE_SAME.includes(path)) continue
      const { json, headers } = await get(path)
      if (isList(json)) expect(headers, path).to.have.property('etag')
    }
  })

  it('change with what is listed', async () => {
    const changes: ReadonlyArray<readonly [string, () => unknown]> = [
      ['/api/sessions', () => hub.send('POST', '/api/sessions/cc-shop/mute')],
      ['/api/sessions', () => hub.send('POST', '/api/sessions/cc-shop/mute')],
      ['/api/board/cards', () => hub.send('POST', '/api/board/cards', { body: { title: 'A', projectId: 'shop' } })],
      ['/api/recent-dirs', () => hub.send('POST', '/api/sessions', { body: { name: 'new', directory: '/work/new' } })],
    ]
    await hub.send('POST', '/api/sessions/cc-shop/adopt')
    for (const [path, change] of changes) {
      const { etag = '' } = (await get(path)).headers
      await change()
      const after = await get(path, etag)
      expect([after.status, after.headers.etag === etag], path).to.deep.equal([200, false])
    }
  })

  it('change with an approval', async () => {
    const { etag = '' } = (await get('/api/approvals')).headers
    await hub.send('POST', '/api/push/subscribe', { body: { subscription: aTarget(), deviceId: 'phone' } })
    const held = hub.send('POST', '/api/hooks/PermissionRequest', {
      token: await hub.tokenOf('cc-shop'),
      headers: { 'X-Penates-Session': 'cc-shop' },
      body: { tool_name: 'Bash', permission_mode: 'default', tool_input: { command: 'ls' } },
    })
    const asked = await get('/api/approvals?wait=60', etag)
    const [approval] = (asked.json as { approvals: ReadonlyArray<{ id: string }> }).approvals
    expect(asked.status).to.equal(200)
    expect((await get('/api/approvals', asked.headers.etag)).status).to.equal(304)
    await hub.send('POST', `/api/approvals/${approval?.id ?? ''}`, { body: { decision: 'deny' } })
    await held
    expect((await get('/api/approvals', asked.headers.etag)).headers.etag).to.equal(etag)
  })

  it('are missing on errors and on live reads', async () => {
    for (const path of ['/api/server/status', '/api/projects/none/files'])
      expect((await hub.send('GET', path)).headers, path).to.not.have.property('etag')
  })
})
