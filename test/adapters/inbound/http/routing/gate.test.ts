import { WebSocket } from 'ws'
import { FAILURE_LIMIT } from '../../../../../domain/access/rate.js'
import { type Answered, hubOfEachTest, OPERATOR_TOKEN, type Sent } from '../../../../support/fake-hub.js'
import { sessionId } from '../../../../../domain/sessions/session-id.js'

const UNAUTHORIZED = [401, { error: 'Unauthorized' }]
const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]

describe('the gate', () => {
  const hub = hubOfEachTest({ publicHosts: ['hub.example.org'] })

  const list = (sent: Sent = {}, path = '/api/sessions') => hub.send('GET', path, sent)
  const sessionToken = (): Promise<string> => hub.tokenOf('cc-shop')
  /** Code of the close, `open` once the server has spoken, or the status that refused the upgrade. */
  const requestWith = (query: string, protocols: string[], headers: Record<string, string> = {}): Promise<unknown> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${hub.port}/api/notifications/events${query}`, protocols, {
        headers,
      })
      socket.on('error', () => undefined)
      socket.on('unexpected-response', (_, response) => {
        resolve(response.statusCode)
        response.destroy()
      })
      socket.on('close', resolve)
      socket.on('message', () => {
        resolve('open')
        socket.terminate()
      })
    })

  it('takes the bearer token in any case of the scheme, and nowhere else on REST', async () => {
    expect((await list({ token: null, headers: { Authorization: `bEaReR ${OPERATOR_TOKEN}` } })).status).to.equal(200)
    for (const sent of [
      { token: null },
      { token: 'wrong' },
      { token: null, headers: { Authorization: OPERATOR_TOKEN } },
      { token: null, headers: { Authorization: `Basic ${OPERATOR_TOKEN}` } },
      { token: null, headers: { Authorization: 'Bearer ' } },
      { token: null, headers: { 'Sec-WebSocket-Protocol': `bearer.${OPERATOR_TOKEN}` } },
    ])
      expect(answer(await list(sent)), JSON.stringify(sent)).to.deep.equal(UNAUTHORIZED)
    expect(answer(await list({ token: null }, `/api/sessions?token=${OPERATOR_TOKEN}`))).to.deep.equal(UNAUTHORIZED)
  })

  it('takes the token of a socket as a header, in the query or as a subprotocol', async () => {
    expect(
      await Promise.all([
        requestWith('', [], { Authorization: `Bearer ${OPERATOR_TOKEN}` }),
        requestWith(`?token=${OPERATOR_TOKEN}`, []),
        requestWith('', [`bearer.${OPERATOR_TOKEN}`]),
        requestWith('', []),
        requestWith('?token=wrong', []),
        requestWith('', ['bearer.wrong']),
        requestWith('', [`bearer.${await sessionToken()}`]),
      ]),
    ).to.deep.equal(['open', 'open', 'open', 4001, 4001, 4001, 4003])
  })

  it('tells sockets to come back later when their address failed too often', async () => {
    await Promise.all(Array.from({ length: FAILURE_LIMIT.max }, () => list({ token: 'wrong' })))
    expect([
      await requestWith('', ['bearer.wrong']),
      await requestWith('', [`bearer.${OPERATOR_TOKEN}`]),
    ]).to.deep.equal([1013, 'open'])
  })

  it('forbids a session token the operator’s routes until it is revoked, then knows it no more', async () => {
    const token = await sessionToken()
    expect(answer(await list({ token }))).to.deep.equal([403, { error: 'Forbidden' }])
    await hub.tokens.revoke(sessionId('cc-shop'))()
    expect(answer(await list({ token }))).to.deep.equal(UNAUTHORIZED)
  })

  it('answers no host but its own, with or without a token, before it looks at either', async () => {
    for (const host of ['evil.example.org', 'localhost.evil.example.org:3333', '10.0.0.1', 'x@localhost'])
      for (const token of [null, OPERATOR_TOKEN])
        expect(answer(await list({ token, headers: { Host: host } })), host).to.deep.equal([
          403,
          { error: 'Host not allowed: name it in PUBLIC_HOSTS' },
        ])
    for (const host of ['localhost', 'hub.example.org', 'HUB.example.org:443', `[::1]:${hub.port}`])
      expect((await list({ headers: { Host: host } })).status, host).to.equal(200)
    expect(await requestWith('', [`bearer.${OPERATOR_TOKEN}`], { Host: 'evil.example.org' })).to.equal(403)
    expect(hub.audit.entries).to.deep.equal([])
  })

  it('answers pages of its own origins only', async () => {
    for (const origin of [
      'https://evil.example.org',
      'null',
      'http://localhost:9',
      `http://127.0.0.1:${hub.port}.evil`,
    ])
      expect(answer(await list({ headers: { Origin: origin } })), origin).to.deep.equal([
        403,
        { error: 'Origin not allowed: name it in PUBLIC_HOSTS' },
      ])
    for (const origin of [`http://127.0.0.1:${hub.port}`, 'https://hub.example.org'])
      expect((await list({ headers: { Origin: origin } })).status, origin).to.equal(200)
    expect(await requestWith('', [`bearer.${OPERATOR_TOKEN}`], { Origin: 'http://evil.example.org' })).to.equal(403)
  })

  it('holds 1,000 wrong tokens to a few 401, one audit line and then 429, while the right one passes', async () => {
    const statuses: number[] = []
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => list({ token: `wrong-${round}-${n}` })))
      statuses.push(...answers.map(({ status }) => status))
    }
    expect(statuses.filter((status) => status === 401)).to.have.length(FAILURE_LIMIT.max)
    expect(statuses.filter((status) => status === 429)).to.have.length(1_000 - FAILURE_LIMIT.max)
    expect(hub.audit.entries.map(({ event, fields }) => [event, fields['reason']])).to.deep.equal([
      ['auth.fail', 'bad-bearer'],
    ])
    expect((await list()).status).to.equal(200)
  })

  it('answers too many requests with 429 and when to come back', async () => {
    const pin = () => hub.send('POST', '/api/sessions/cc-none/pin', { body: {} })
    await Promise.all(Array.from({ length: 60 }, pin))
    hub.clock.advance(15_000)
    const refused = await pin()
    expect([...answer(refused), refused.headers['retry-after']]).to.deep.equal([
      429,
      { error: 'Rate limit exceeded', retryAfter: 45 },
      '45',
    ])
    expect((await list()).status).to.equal(200)
    hub.clock.advance(45_000)
    expect((await pin()).status).to.equal(404)
  })

  it('believes the address of a tunnel on this machine, and writes who asked into the audit log', async () => {
    const through = { 'Cf-Ray': 'ray-1', 'Cf-Connecting-Ip': '203.0.113.9', 'User-Agent': 'curl/8' }
    await list({ token: 'wrong', headers: through })
    await list({ token: 'wrong', headers: { 'Cf-Connecting-Ip': '203.0.113.10' } })
    expect(hub.audit.entries.map(({ caller }) => caller)).to.deep.equal([
      { user: null, ip: '203.0.113.9', cfRay: 'ray-1', userAgent: 'curl/8' },
      { user: null, ip: '127.0.0.1', cfRay: null, userAgent: null },
    ])
  })

  it('writes no token, query or body into the log', async () => {
    await list({}, `/api/sessions?token=${OPERATOR_TOKEN}&x=1`)
    await list({ token: 'wrong-token' })
    await hub.send('POST', '/api/sessions', { body: { name: 'x', command: 'secret-command' } })
    const log = hub.logLines.join('\n')
    expect(log).to.contain('GET /api/sessions {"status":200')
    expect(log).to.not.match(/operator-token|wrong-token|x=1|secret-command|session-token/)
  })
})
