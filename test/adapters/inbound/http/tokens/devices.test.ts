import { WebSocket } from 'ws'
import { hubOfEachTest, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'
import { aTarget } from '../../../../support/push.js'

interface Opened {
  readonly code: string
  readonly expiresAt: string
  readonly addresses: ReadonlyArray<string>
}

interface Paired {
  readonly id: string
  readonly secret: string
  readonly label: string
  readonly device: boolean
}

const MINUTE_MS = 60_000

describe('paired devices over HTTP', () => {
  const hub = hubOfEachTest({ publicHosts: ['hub.example.com'] })

  const open = async (body: object = {}, token = OPERATOR_TOKEN): Promise<Opened> =>
    (await hub.send('POST', '/api/pairings', { body, token })).json as Opened
  const redeem = (code: string, label = 'Phone') =>
    hub.send('POST', '/api/pairings/redeem', { token: null, body: { code, label } })
  const paired = async (body: object = {}, token = OPERATOR_TOKEN): Promise<Paired> =>
    (await redeem((await open(body, token)).code)).json as Paired
  const status = async (path: string, token: string): Promise<number> => (await hub.send('GET', path, { token })).status
  const revoke = (id: string) => hub.send('DELETE', `/api/tokens/${id}`)

  it('get their own token by a code, and are listed as devices without it', async () => {
    const { code, expiresAt, addresses } = await open()
    expect([code.startsWith('pnp_'), Date.parse(expiresAt) - hub.clock.now(), addresses]).to.deep.equal([
      true,
      5 * MINUTE_MS,
      ['https://hub.example.com'],
    ])
    const { secret, ...device } = (await redeem(code, ' Größe ')).json as Paired
    expect([device.label, device.device, await status('/api/settings', secret)]).to.deep.equal(['Größe', true, 200])
    const { tokens } = (await hub.send('GET', '/api/tokens')).json as { tokens: ReadonlyArray<Paired> }
    expect(tokens.map(({ id, device: isDevice }) => [id, isDevice])).to.deep.equal([[device.id, true]])
  })

  it('of two with one code only the first gets a token, also at the same time', async () => {
    const { code } = await open()
    const answers = await Promise.all([redeem(code), redeem(code)])
    const again = await redeem(code)
    expect([...answers, again].map((answer) => answer.code).sort()).to.deep.equal([
      'InvalidPairingCode',
      'InvalidPairingCode',
      null,
    ])
    expect(hub.namedTokens.current()).to.have.length(1)
  })

  it('are refused by a code of five minutes ago, also when the clock is set back', async () => {
    const [early, late] = [await open(), await open()]
    hub.clock.advance(5 * MINUTE_MS - 1)
    expect((await redeem(early.code)).status).to.equal(201)
    hub.clock.advance(1)
    expect((await redeem(late.code)).code).to.equal('InvalidPairingCode')
    hub.clock.advance(-MINUTE_MS)
    expect((await redeem(late.code)).code).to.equal('InvalidPairingCode')
  })

  it('are refused after ten attempts in a minute, with the right code too, which stays open', async () => {
    const { code } = await open()
    const answers: number[] = []
    for (let attempt = 0; attempt < 10; attempt += 1) answers.push((await redeem(`pnp_${String(attempt)}`)).status)
    const over = await redeem(code)
    expect([new Set(answers), over.status, over.headers['retry-after']]).to.deep.equal([new Set([403]), 429, '60'])
    hub.clock.advance(MINUTE_MS)
    expect((await redeem(code)).status).to.equal(201)
  })

  it('keep their code after a faulty name', async () => {
    const { code } = await open()
    expect([(await redeem(code, '  ')).code, (await redeem(code)).status]).to.deep.equal(['InvalidToken', 201])
  })

  it('appear in the audit log without the code and the token, refusals too', async () => {
    const { code } = await open()
    const { secret } = (await redeem(code)).json as Paired
    await redeem(code)
    const lines = hub.audit.entries.filter(({ event }) => /^(token|device)/.test(event))
    expect(lines.map(({ event, fields }) => [event, fields['kind'], fields['label']])).to.deep.equal([
      ['token.create', 'device', 'Phone'],
      ['device.refuse', undefined, undefined],
    ])
    expect(JSON.stringify(hub.audit.entries)).not.to.contain(code).and.not.to.contain(secret)
  })

  it('are refused at once after a revocation, and what they have open is closed', async () => {
    const { id, secret } = await paired()
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/api/notifications/events`, [`bearer.${secret}`])
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await revoke(id)
    expect([await closed, await status('/api/sessions', secret)]).to.deep.equal([4001, 401])
  })

  it('lose the codes that they opened with their token', async () => {
    const { id, secret } = await paired()
    const { code } = await open({}, secret)
    await revoke(id)
    expect((await redeem(code)).code).to.equal('InvalidPairingCode')
  })

  it('with the access `approve` decide calls and change nothing else', async () => {
    const { secret } = await paired({ access: 'approve' })
    const answers = ['/api/approvals', '/api/sessions', '/api/tokens'].map((path) => status(path, secret))
    expect(await Promise.all(answers)).to.deep.equal([200, 200, 403])
    expect((await hub.send('POST', '/api/pairings', { token: secret, body: {} })).status).to.equal(403)
  })

  it('subscribe to push messages, which end with their token', async () => {
    const { id, secret } = await paired({ access: 'approve' })
    const body = { subscription: aTarget(), deviceId: 'phone' }
    expect((await hub.send('POST', '/api/push/subscribe', { token: secret, body })).status).to.equal(200)
    const test = async (): Promise<unknown> => (await hub.send('POST', '/api/push/test', {})).json
    expect(await test()).to.deep.equal({ ok: true, sent: 1 })
    await revoke(id)
    expect(await test()).to.deep.equal({ ok: true, sent: 0, note: 'no subscriptions' })
  })
})
