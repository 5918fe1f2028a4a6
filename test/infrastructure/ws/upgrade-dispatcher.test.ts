import type { WebSocket } from 'ws'
import type { Endpoint, Upgrade, UpgradeDecision } from '../../../infrastructure/ws/endpoint.js'
import type { UpgradeDispatcherOptions } from '../../../infrastructure/ws/upgrade-dispatcher.js'
import { eventually } from '../../support/eventually.js'
import { serveSockets, type LoopbackSockets } from '../../support/loopback-sockets.js'

describe('upgrade dispatcher', () => {
  let verdict: () => Promise<UpgradeDecision<string>>
  let upgrades: Upgrade<string>[]
  let open: Endpoint<string>['open']
  let sockets: LoopbackSockets

  const echo = (socket: WebSocket, upgrade: Upgrade<string>): void => {
    upgrades.push(upgrade)
    socket.on('message', (raw) => {
      socket.send(raw as Buffer, { binary: false })
    })
  }
  type Limits = Pick<UpgradeDispatcherOptions<string>, 'maxPerAddress' | 'maxPending' | 'closeTimeoutMs'>
  const serve = (limits: Limits = {}, pingEveryMs = 60_000) =>
    serveSockets<string>({
      admit: () => verdict(),
      endpoints: [
        { path: '/api/things/:name', pingEveryMs, open: (socket, upgrade) => open(socket, upgrade) },
        { path: '/api/plain', pingEveryMs, open: (socket, upgrade) => open(socket, upgrade) },
      ],
      ...limits,
    })

  /** A gate that decides when told to. */
  function hesitate(): { readonly isAsked: () => boolean; readonly letIn: () => void } {
    let decide: (() => void) | undefined
    verdict = () =>
      new Promise((resolve) => {
        decide = () => {
          resolve({ _tag: 'proceed', caller: 'me' })
        }
      })
    return { isAsked: () => decide !== undefined, letIn: () => decide?.() }
  }

  beforeEach(async () => {
    verdict = () => Promise.resolve({ _tag: 'proceed', caller: 'me' })
    upgrades = []
    open = echo
    sockets = await serve()
  })
  afterEach(() => sockets.close())

  it('opens the endpoint of the path with its decoded parts, its query and the caller', async () => {
    const client = sockets.client('/api/things/gr%C3%B6%C3%9Fe%20%2F%201?cols=90&a=%26?')
    await client.opened
    const [upgrade] = upgrades
    expect([upgrade?.params, [...(upgrade?.query ?? [])], upgrade?.caller]).to.deep.equal([
      { name: 'größe / 1' },
      [
        ['cols', '90'],
        ['a', '&?'],
      ],
      'me',
    ])
  })

  const elsewhere = ['/', '/api', '/api/things', '/api/things/', '/api/things/a/b', '/api/things/%E0%A4%A', '//']
  for (const path of [...elsewhere, '/api/plain/']) {
    it(`answers 404 to an upgrade of ${path} without an authorization check`, async () => {
      verdict = () => Promise.reject(new Error('asked'))
      const { received, closed } = sockets.raw(path)
      await closed
      expect(received()).to.match(/^HTTP\/1.1 404 Not Found\r\n[^]*\r\n\r\n\{"error":"Not Found","code":"NotFound"\}$/)
      expect(sockets.defects).to.deep.equal([])
    })
  }

  it('completes the handshake of a refused browser and closes with the code', async () => {
    verdict = () => Promise.resolve({ _tag: 'close', code: 4001, reason: 'Unauthorized' })
    const client = sockets.client('/api/plain', ['bearer.wrong'])
    await client.opened
    expect([client.socket.protocol, await client.closed]).to.deep.equal([
      'bearer.wrong',
      { code: 4001, reason: 'Unauthorized' },
    ])
    expect(upgrades).to.deep.equal([])
    await eventually(() => {
      expect(sockets.openSockets()).to.equal(0)
    })
  })

  it('refuses with a status what no browser has to read', async () => {
    verdict = () => Promise.resolve({ _tag: 'refuse', status: 403, headers: { 'X-Reason': 'host' } })
    const { received, closed } = sockets.raw('/api/plain')
    await closed
    expect(received()).to.match(/^HTTP\/1.1 403 Forbidden\r\nX-Reason: host\r\n/)
  })

  it('survives a gate and an endpoint that fail', async () => {
    verdict = () => Promise.reject(new Error('gate'))
    const refused = sockets.raw('/api/plain')
    await refused.closed
    expect(refused.received()).to.match(/^HTTP\/1.1 500 /)
    verdict = () => Promise.resolve({ _tag: 'proceed', caller: 'me' })
    open = () => {
      throw new Error('endpoint')
    }
    await sockets.client('/api/plain').closed
    open = () => Promise.reject(new Error('endpoint, later'))
    await sockets.client('/api/plain').closed
    const told = sockets.defects.map((defect) => (defect as Error).message)
    expect(told).to.deep.equal(['gate', 'endpoint', 'endpoint, later'])
    open = echo
    await sockets.expectEcho('/api/plain')
  })

  it('echoes the first subprotocol that carries a token, and none but such', async () => {
    const both = sockets.client('/api/plain', ['chat', 'bearer.one', 'bearer.two'])
    await both.opened
    expect(both.socket.protocol).to.equal('bearer.one')
    const { received } = sockets.raw('/api/plain', { 'Sec-WebSocket-Protocol': 'chat' })
    await eventually(() => {
      expect(received()).to.match(/^HTTP\/1.1 101 /)
    })
    expect(received()).not.to.match(/sec-websocket-protocol/i)
  })

  it('never compresses', async () => {
    const client = sockets.client('/api/plain')
    await client.opened
    expect(client.socket.extensions).to.equal('')
  })

  it('outlives a client that goes away while the gate decides', async () => {
    const gate = hesitate()
    const { socket, closed } = sockets.raw('/api/plain')
    await eventually(() => {
      expect(gate.isAsked()).to.equal(true)
    })
    socket.resetAndDestroy()
    await closed
    await eventually(async () => {
      expect(await sockets.connections()).to.equal(0)
    })
    gate.letIn()
    await new Promise(setImmediate)
    expect([upgrades, sockets.defects]).to.deep.equal([[], []])
    verdict = () => Promise.resolve({ _tag: 'proceed', caller: 'me' })
    await sockets.expectEcho('/api/plain')
  })

  for (const [what, headers] of Object.entries({
    'another protocol': { Upgrade: 'h2c' },
    'no key': { 'Sec-WebSocket-Key': '' },
    'an old version': { 'Sec-WebSocket-Version': '7' },
    'a broken subprotocol': { 'Sec-WebSocket-Protocol': 'bearer.a,,b' },
  })) {
    it(`answers 400 to an upgrade with ${what}`, async () => {
      const { received, closed } = sockets.raw('/api/plain', headers)
      await closed
      expect(received()).to.match(/^HTTP\/1.1 400 /)
      await sockets.expectEcho('/api/plain')
    })
  }

  it('caps the sockets of one address, and lets new ones in when others are gone', async () => {
    await sockets.close()
    sockets = await serve({ maxPerAddress: 2 })
    const [first, second] = [sockets.client('/api/plain'), sockets.client('/api/plain')]
    await Promise.all([first.opened, second.opened])
    expect((await sockets.client('/api/plain').closed).code).to.equal(1013)
    first.socket.close()
    await first.closed
    await eventually(() => {
      expect(sockets.openSockets()).to.equal(1)
    })
    await sockets.expectEcho('/api/plain')
  })

  it('lets the right token in among 1,000 strangers who never answer, and does not keep them', async () => {
    await sockets.close()
    sockets = await serve({ closeTimeoutMs: 60_000 })
    verdict = () => Promise.resolve({ _tag: 'close', code: 4001, reason: 'Unauthorized' })
    // In waves: the kernel drops what exceeds the queue of a listener, and tries again after seconds.
    for (let wave = 0; wave < 20; wave += 1) {
      const strangers = Array.from({ length: 50 }, () => sockets.raw('/api/plain'))
      await eventually(() => {
        expect(strangers.filter(({ received }) => received() === '')).to.deep.equal([])
      })
    }
    verdict = () => Promise.resolve({ _tag: 'proceed', caller: 'me' })
    await sockets.expectEcho('/api/plain')
    await eventually(async () => {
      expect(await sockets.connections()).to.be.within(0, 70)
    })
  })

  it('dismisses every socket at once, hears no more of it, and lets new ones in', async () => {
    await sockets.close()
    sockets = await serve({ closeTimeoutMs: 200 })
    const [first, second] = [sockets.client('/api/plain'), sockets.client('/api/plain')]
    await Promise.all([first.opened, second.opened])
    second.socket.pause() // does not answer
    sockets.dismiss(4001, 'Unauthorized')
    first.send('typed after that')
    expect(await first.closed).to.deep.equal({ code: 4001, reason: 'Unauthorized' })
    expect(first.texts).to.deep.equal([])
    await sockets.expectEcho('/api/plain')
    await eventually(() => {
      expect(sockets.openSockets()).to.equal(0)
    })
  })

  it('dismisses who was admitted just before', async () => {
    const gate = hesitate()
    const client = sockets.client('/api/plain')
    await eventually(() => {
      expect(gate.isAsked()).to.equal(true)
    })
    sockets.dismiss(4001, 'Unauthorized')
    gate.letIn()
    expect((await client.closed).code).to.equal(4001)
    expect(upgrades).to.deep.equal([])
  })

  it('answers 503 when too many wait for the gate', async () => {
    await sockets.close()
    sockets = await serve({ maxPending: 1 })
    const gate = hesitate()
    const waiting = sockets.client('/api/plain')
    await eventually(() => {
      expect(gate.isAsked()).to.equal(true)
    })
    const { received, closed } = sockets.raw('/api/plain')
    await closed
    expect(received()).to.match(/^HTTP\/1.1 503 [^]*\r\nRetry-After: 1\r\n/i)
    gate.letIn()
    await waiting.opened
  })

  it('disconnects clients without traffic between two pings, and no others', async () => {
    await sockets.close()
    // Longer than a busy machine takes to answer a ping.
    sockets = await serve({}, 500)
    open = (socket, upgrade) => {
      echo(socket, upgrade)
      if (upgrade.query.has('paused')) socket.pause()
    }
    const alive = sockets.client('/api/plain')
    const paused = sockets.client('/api/plain?paused')
    await Promise.all([alive.opened, paused.opened])
    for (let round = 0; round < 2; round += 1) {
      const dead = sockets.raw('/api/plain')
      await dead.closed
      expect(dead.received()).to.contain('\x89\x00')
    }
    expect([alive.socket.readyState, paused.socket.readyState]).to.deep.equal([1, 1])
  })

  it('tells everybody 1001 when it stops, waits for who answers, and not long for who does not', async () => {
    const clients = [sockets.client('/api/plain'), sockets.client('/api/things/a')]
    const mute = sockets.raw('/api/plain')
    await eventually(() => {
      expect(sockets.openSockets()).to.equal(3)
    })
    await sockets.stop()
    expect((await Promise.all(clients.map(({ closed }) => closed))).map(({ code }) => code)).to.deep.equal([1001, 1001])
    await mute.closed
    expect(sockets.openSockets()).to.equal(0)
    const late = sockets.raw('/api/plain')
    await late.closed
    expect(late.received()).to.match(/^HTTP\/1.1 503 /)
  })
})
