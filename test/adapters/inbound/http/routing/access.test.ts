import { WebSocket } from 'ws'
import { FAILURE_LIMIT } from '../../../../../domain/access/rate.js'
import {
  type Answered,
  type FakeHub,
  hubOfEachTest,
  openFakeHub,
  OPERATOR_TOKEN,
  type Sent,
} from '../../../../support/fake-hub.js'

const REFUSED = [401, { error: 'Unauthorized (JWT)' }]
const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]

describe('the gate behind Cloudflare Access', () => {
  const hub = hubOfEachTest({ publicHosts: ['hub.example.org'], access: true })

  /** Headers of the tunnel daemon, with or without a token of the access proxy. */
  const through = (jwt?: string): Record<string, string> => ({
    Host: 'hub.example.org',
    'Cf-Ray': 'ray-1',
    'Cf-Connecting-Ip': '203.0.113.9',
    ...(jwt === undefined ? {} : { 'Cf-Access-Jwt-Assertion': jwt }),
  })
  const list = (headers: Record<string, string>, sent: Sent = {}) =>
    hub.send('GET', '/api/sessions', { ...sent, headers })
  const requestWith = (headers: Record<string, string>, token = OPERATOR_TOKEN): Promise<unknown> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${hub.port}/api/notifications/events`, [`bearer.${token}`], {
        headers,
      })
      socket.on('error', () => undefined)
      socket.on('close', resolve)
      socket.on('message', () => {
        resolve('open')
        socket.terminate()
      })
    })

  it('wants certificate and token of what comes through the tunnel, and the token alone of what does not', async () => {
    const jwt = hub.accessTokens.issue()
    expect((await list(through(jwt))).status).to.equal(200)
    expect((await list({})).status).to.equal(200)
    expect(answer(await list(through(jwt), { token: null }))).to.deep.equal([401, { error: 'Unauthorized' }])
    expect(hub.audit.entries.map(({ event, fields, caller }) => [event, fields['reason'], caller])).to.deep.equal([
      ['auth.login', undefined, { user: 'me@example.org', ip: '203.0.113.9', cfRay: 'ray-1', userAgent: null }],
      ['auth.fail', 'no-token', { user: 'me@example.org', ip: '203.0.113.9', cfRay: 'ray-1', userAgent: null }],
    ])
  })

  it('refuses the right token without a valid certificate, and records why in the audit log', async () => {
    const { accessTokens, clock } = hub
    const hour = 3_600_000
    const bad: ReadonlyArray<readonly [string | undefined, string]> = [
      [undefined, 'no-jwt'],
      ['forged', 'bad-sig'],
      [accessTokens.issue({ signed: 'stranger' }), 'bad-sig'],
      [accessTokens.issue({ signed: 'other' }), 'unknown'],
      [accessTokens.issue({ audience: 'other' }), 'bad-aud'],
      [accessTokens.issue({ issuer: 'https://other.example' }), 'bad-iss'],
      [accessTokens.issue({ expires: clock.now() - hour }), 'expired'],
      [accessTokens.issue({ notBefore: clock.now() + hour }), 'unknown'],
      [accessTokens.issue({ email: null }), 'no-email'],
    ]
    for (const [jwt, code] of bad) {
      expect(answer(await list(through(jwt))), code).to.deep.equal(REFUSED)
      clock.advance(FAILURE_LIMIT.windowMs) // of many failures in one window one is audited
    }
    expect(hub.audit.entries.map(({ event, fields }) => `${event} ${String(fields['reason'])}`)).to.deep.equal(
      bad.map(([, code]) => `auth.fail bad-jwt:${code}`),
    )
  })

  it('ignores plain headers for identity, and for the address before it is certified', async () => {
    const claims = { ...through(), 'Cf-Access-Authenticated-User-Email': 'boss@example.org' }
    expect(answer(await list(claims))).to.deep.equal(REFUSED)
    expect(answer(await list({ 'Cf-Access-Jwt-Assertion': 'x', 'Cf-Connecting-Ip': '1.1.1.1' }))[0]).to.equal(200)
    await list({ 'Cf-Connecting-Ip': '1.1.1.1' }, { token: 'wrong' })
    expect(hub.audit.entries.map(({ caller: { user, ip } }) => [user, ip])).to.deep.equal([[null, '127.0.0.1']])
  })

  it('holds a flood of bad certificates to a few answers and one line, and lets the good one in', async () => {
    const tries = await Promise.all(Array.from({ length: 60 }, () => list(through('forged'))))
    const refused = tries.filter(({ status }) => status === 401).length
    expect([refused, tries.filter(({ status }) => status === 429).length]).to.deep.equal([
      FAILURE_LIMIT.max,
      60 - FAILURE_LIMIT.max,
    ])
    expect(hub.audit.entries).to.have.length(1)
    expect((await list(through(hub.accessTokens.issue()))).status).to.equal(200)
  })

  it('closes sockets of the uncertified as it does those without a token', async () => {
    const jwt = hub.accessTokens.issue()
    expect(
      await Promise.all([
        requestWith(through()),
        requestWith(through('forged')),
        requestWith(through(jwt), 'wrong'),
        requestWith(through(jwt)),
      ]),
    ).to.deep.equal([4001, 4001, 4001, 'open'])
  })

  it('requires the certificate for an approval’s own secret too, and not for public routes', async () => {
    const path = '/api/approvals/00000000-0000-4000-8000-000000000000?token=secret'
    const decide = (headers: Record<string, string>) =>
      hub.send('POST', path, { token: null, headers, body: { decision: 'allow' } })
    expect(answer(await decide(through()))).to.deep.equal(REFUSED)
    expect(answer(await decide(through(hub.accessTokens.issue())))).to.deep.equal([403, { error: 'bad-token' }])
    const key = await hub.send('GET', '/api/push/vapid-public-key', { token: null, headers: through() })
    expect(key.status).to.not.equal(401)
  })
})

describe('the gate behind a reverse proxy', () => {
  let hub: FakeHub
  afterEach(() => hub.close())

  const open = async (trustedProxies: string[]): Promise<void> => {
    hub = await openFakeHub({ publicHosts: ['hub.example.org'], trustedProxies })
  }
  const proxied = {
    'X-Forwarded-For': '1.1.1.1, 198.51.100.7',
    'X-Forwarded-Host': 'hub.example.org',
    'X-Forwarded-Proto': 'https',
  }
  const fail = (headers: Record<string, string>) =>
    hub.send('GET', '/api/sessions', { token: 'wrong', headers: { ...proxied, ...headers } })
  const addresses = () => hub.audit.entries.map(({ caller }) => caller.ip)

  it('counts and audits by the address of the client, and knows the host that it asked for', async () => {
    await open(['127.0.0.1'])
    await fail({})
    await fail({ 'X-Forwarded-For': `${'1.1.1.1, '.repeat(200)}198.51.100.8` })
    expect(addresses()).to.deep.equal(['198.51.100.7', '198.51.100.8'])
    const listed = (host: string) =>
      hub.send('GET', '/api/sessions', {
        headers: { 'X-Forwarded-Host': host, Origin: 'https://hub.example.org' },
      })
    expect([(await listed('hub.example.org')).status, (await listed('evil.example.org')).status]).to.deep.equal([
      200, 403,
    ])
  })

  it('gives every client behind it its own rate limit', async () => {
    await open(['127.0.0.1'])
    const pin = async (ip: string): Promise<number> =>
      (await hub.send('POST', '/api/sessions/cc-none/pin', { body: {}, headers: { 'X-Forwarded-For': ip } })).status
    await Promise.all(Array.from({ length: 60 }, () => pin('198.51.100.7')))
    expect([await pin('198.51.100.7'), await pin('198.51.100.8')]).to.deep.equal([429, 404])
  })

  it('trusts no other proxy', async () => {
    await open(['10.0.0.0/8'])
    await fail({})
    expect(addresses()).to.deep.equal(['127.0.0.1'])
    const host = { Host: 'hub.example.org', 'X-Forwarded-Host': 'evil.example.org' }
    expect((await hub.send('GET', '/api/sessions', { headers: host })).status).to.equal(200)
  })
})
