import { once } from 'node:events'
import { Agent, get, request as httpRequest, type IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { openDevServer, type DevServer } from '../../../../support/dev-server.js'
import { eventually } from '../../../../support/eventually.js'
import { openFakeHub, OPERATOR_TOKEN, type FakeHub } from '../../../../support/fake-hub.js'

const HOST = 'preview.hub.example.org'

interface Shown {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

describe('the preview', () => {
  let hub: FakeHub
  let dev: DevServer
  const open = async (options: Parameters<typeof openFakeHub>[0] = {}): Promise<void> => {
    hub = await openFakeHub({ previewHost: HOST, publicHosts: ['hub.example.org', HOST], ...options })
    dev = await openDevServer()
    hub.portScan.listen(dev.port, 'node')
  }
  afterEach(async () => {
    await hub.close()
    await dev.close()
  })

  const select = (body: unknown, client = 'desk', headers: Record<string, string> = {}) =>
    hub.send('POST', '/api/preview/select', { body, headers: { 'X-Penates-Client': client, ...headers } })
  const config = (client = 'desk') =>
    hub.send('GET', '/api/preview/config', { headers: { 'X-Penates-Client': client } })

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Shown> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port: hub.port, path, method, headers: { Host: HOST, ...headers } })
      sent.on('error', reject).on('response', (response) => {
        let text = ''
        response.on('error', reject).on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
        })
      })
      sent.end(body)
    })
  const pathOf = (answer: { readonly json: unknown }): string => {
    const { enterUrl } = answer.json as { enterUrl: string }
    return new URL(enterUrl).pathname + new URL(enterUrl).search
  }
  /** The cookie of a device that has selected and entered. */
  const signIn = async (port = dev.port, client = 'desk'): Promise<Record<string, string>> => {
    const { headers } = await ask(pathOf(await select({ port }, client)))
    return { Cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
  }

  it('answers the contract’s routes, with whether something listens', async () => {
    await open()
    const off = { enabled: true, host: HOST, activePort: null, listening: false, enterUrl: null }
    expect((await config()).json).to.deep.equal(off)
    const chosen = (await select({ port: String(dev.port) })).json as { enterUrl: string }
    expect(chosen).to.include({ ok: true, port: dev.port })
    expect(chosen.enterUrl).to.match(/^https:\/\/preview\.hub\.example\.org\/__penates\/enter\?code=\S+$/)
    expect((await config()).json).to.include({ activePort: dev.port, listening: true })
    hub.portScan.close(dev.port)
    expect((await config()).json).to.include({ activePort: dev.port, listening: false })
    expect([(await select({})).json, (await config()).json]).to.deep.equal([{ ok: true, port: null }, off])
    hub.portScan.listen(22, 'sshd')
    hub.portScan.listen(hub.port, 'node')
    hub.portScan.listen(dev.port, 'vite')
    hub.portScan.listen(3_000)
    expect((await hub.send('GET', '/api/preview/ports')).json).to.deep.equal({
      ports: [
        { port: dev.port, process: 'vite' },
        { port: 3_000, process: '' },
      ],
    })
  })

  it('takes an absolute target for its own host alone, and passes its path on', async () => {
    await open()
    const cookie = await signIn()
    const path = '/hello'
    const [relative, absolute] = [await ask(path, cookie), await ask(`http://${HOST}${path}`, cookie)]
    expect([absolute.status, absolute.text]).to.deep.equal([relative.status, relative.text])
    expect((await ask(`http://127.0.0.1:${String(dev.port)}${path}`, cookie)).status).to.equal(403)
    expect((await ask(`http://${HOST}${path}`, { ...cookie, Host: 'hub.example.org' })).status).to.equal(403)
  })

  it('refuses what cannot be shown, in the words of the contract', async () => {
    await open()
    hub.portScan.listen(hub.port)
    hub.portScan.listen(22)
    const invalid = [400, { error: 'invalid port' }]
    const dead = (port: number) => [409, { error: 'port not listening', port }]
    const cases: ReadonlyArray<readonly [unknown, unknown]> = [
      [{ port: 0 }, invalid],
      [{ port: 65_536 }, invalid],
      [{ port: 22 }, invalid],
      [{ port: '5173x' }, invalid],
      [{ port: [5_173] }, invalid],
      [{ source: 'elsewhere' }, invalid],
      [{ port: 9_999 }, dead(9_999)],
      [{ port: hub.port }, dead(hub.port)],
      [{ source: 'mata' }, [409, { error: 'mata not installed' }]],
    ]
    for (const [body, refusal] of cases) {
      const { status, json } = await select(body)
      expect([status, json], JSON.stringify(body)).to.deep.equal(refusal)
    }
  })

  it('is off without its own host, and still lists listening programs', async () => {
    hub = await openFakeHub()
    dev = await openDevServer()
    expect((await config()).json).to.include({ enabled: false, host: null })
    expect((await select({ port: 1 })).json).to.deep.equal({ error: 'preview disabled' })
    expect((await hub.send('GET', '/api/preview/ports')).json).to.deep.equal({ ports: [] })
  })

  it('requires a ticket on its host, and does not lead to the hub', async () => {
    await open()
    await select({ port: dev.port })
    const bearer = { Authorization: `Bearer ${OPERATOR_TOKEN}` }
    const strangers: ReadonlyArray<Record<string, string>> = [
      {},
      bearer,
      { Cookie: 'penates_preview=forged' },
      { 'Cf-Ray': 'x' },
      { Host: `${HOST.toUpperCase()}:443` },
    ]
    for (const headers of strangers) expect((await ask('/', headers)).status, JSON.stringify(headers)).to.equal(401)
    expect((await ask('/__penates/enter?code=made-up')).status).to.equal(401)
    expect(dev.seen).to.deep.equal([])
    const ticket = await signIn()
    expect((await ask('/api/sessions', { ...ticket, ...bearer })).text).to.equal('hello')
    expect((await ask('/api/sessions', { ...ticket, ...bearer, Host: `a.${HOST}` })).status).to.equal(403)
    const foreign = await hub.send('GET', '/api/sessions', { headers: { Origin: `https://${HOST}` } })
    expect(foreign.status).to.equal(403)
  })

  it('signs a browser in once per address, for twelve hours, with a cookie that fits how it came', async () => {
    await open({ trustedProxies: ['127.0.0.1'] })
    const path = pathOf(await select({ port: dev.port }))
    const entered = await ask(`${path}&to=/app?x=1`, { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': HOST })
    expect([entered.status, entered.headers.location]).to.deep.equal([302, '/app?x=1'])
    expect(entered.headers['set-cookie']?.[0]).to.match(
      /^penates_preview=\S+; Path=\/; Max-Age=43200; HttpOnly; Secure; SameSite=None; Partitioned$/,
    )
    expect((await ask(path)).status).to.equal(401)
    const plain = await ask(`${pathOf(await config())}&to=//evil.example.org/`)
    expect([plain.headers.location, plain.headers['set-cookie']?.[0]?.split('; ').slice(1)]).to.deep.equal([
      '/',
      ['Path=/', 'Max-Age=43200', 'HttpOnly', 'SameSite=Lax'],
    ])
    const ticket = await signIn()
    expect((await ask('/', ticket)).status).to.equal(200)
    hub.clock.advance(12 * 60 * 60_000)
    expect((await ask('/', ticket)).status).to.equal(401)
  })

  it('shows each device its own, at once after it has chosen anew', async () => {
    await open()
    const other = await openDevServer('::1')
    other.answerWith((_, response) => response.end('other'))
    hub.portScan.listen(other.port)
    const [desk, phone] = [await signIn(dev.port, 'desk'), await signIn(other.port, 'phone')]
    const shown = async () => [(await ask('/', desk)).text, (await ask('/', phone)).text]
    expect(await shown()).to.deep.equal(['hello', 'other'])
    await select({ port: other.port }, 'desk')
    expect(await shown()).to.deep.equal(['other', 'other'])
    await select({}, 'phone')
    expect([(await ask('/', desk)).status, (await ask('/', phone)).status]).to.deep.equal([200, 503])
    await other.close()
    expect((await ask('/', desk)).status).to.equal(503)
  })

  it('takes people whom Access has signed in without a ticket', async () => {
    await open({ access: true })
    const jwt = hub.accessTokens.issue()
    const through = { 'Cf-Ray': 'ray', 'Cf-Access-Jwt-Assertion': jwt }
    await select({ port: dev.port }, 'phone', through)
    expect((await ask('/', through)).text).to.equal('hello')
    expect((await ask('/', { 'Cf-Ray': 'ray', 'Cf-Access-Jwt-Assertion': 'forged' })).status).to.equal(401)
    expect(Object.keys(dev.seen[0]?.headers ?? {})).to.not.include.members(['cf-ray', 'cf-access-jwt-assertion'])
  })

  it('passes a request on as its own, without anything that opens the hub', async () => {
    await open()
    const ticket = await signIn()
    await ask(
      '/a%20b?__penates=5173&q=1&__penates=2&z',
      {
        Cookie: `a=1; ${ticket['Cookie'] ?? ''}; CF_Authorization=jwt; b=2`,
        Authorization: `Bearer ${OPERATOR_TOKEN}`,
        Origin: `https://${HOST}`,
        Referer: `https://${HOST}/page?x=1`,
        'X-Forwarded-For': '1.1.1.1',
        'X-Penates-Client': 'desk',
        'X-Own': 'kept',
      },
      'POST',
      'body',
    )
    const [seen] = dev.seen
    expect([seen?.method, seen?.url]).to.deep.equal(['POST', '/a%20b?q=1&z'])
    const { connection: _, 'content-length': __, 'transfer-encoding': ___, ...headers } = seen?.headers ?? {}
    expect(headers).to.deep.equal({
      host: `localhost:${dev.port}`,
      cookie: 'a=1; b=2',
      origin: `http://localhost:${dev.port}`,
      referer: `http://localhost:${dev.port}/page?x=1`,
      'x-own': 'kept',
    })
  })

  it('passes an answer on as one of its host that may be framed; what leaves stays as it is', async () => {
    await open()
    const ticket = await signIn()
    const answered = async (name: string, value: string | string[]) => {
      dev.answerWith((_, response) => response.setHeader(name, value).writeHead(302).end())
      return (await ask('/', ticket)).headers[name.toLowerCase()]
    }
    const own = `http://localhost:${dev.port}`
    expect([
      await answered('Location', `${own}/login?next=/`),
      await answered('Location', `//127.0.0.1:${dev.port}`),
      await answered('Location', `${own}//evil.example.org/`),
      await answered('Location', '/relative'),
      await answered('Location', 'https://accounts.example.org/'),
      await answered('Location', 'http://localhost:1/'),
      await answered('X-Frame-Options', 'DENY'),
      await answered('Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'; img-src *"),
      await answered('Content-Security-Policy', "frame-ancestors 'self'"),
      await answered('Set-Cookie', ['a=1; Domain=example.org; Path=/; HttpOnly', 'penates_preview=x', 'b=2;domain=.x']),
    ]).to.deep.equal([
      '/login?next=/',
      '/',
      '/evil.example.org/',
      '/relative',
      'https://accounts.example.org/',
      'http://localhost:1/',
      undefined,
      "default-src 'self'; img-src *",
      undefined,
      ['a=1; Path=/; HttpOnly', 'b=2'],
    ])
    const { headers } = await ask('/', ticket)
    expect(headers).to.not.have.any.keys('x-penates-boot', 'content-security-policy', 'referrer-policy')
  })

  it('streams both ways, and hands on ranges, heads and what breaks off', async () => {
    await open()
    const ticket = await signIn()
    dev.answerWith((request, response) => {
      if (request.headers.range !== undefined) {
        response.writeHead(206, { 'Content-Range': 'bytes 1-2/5' }).end('el')
      } else {
        response.write('first', () => {
          if (request.url === '/broken') response.destroy()
        })
        if (request.method === 'POST') request.pipe(response)
      }
    })
    const part = await ask('/', { ...ticket, Range: 'bytes=1-2' })
    expect([part.status, part.headers['content-range'], part.text]).to.deep.equal([206, 'bytes 1-2/5', 'el'])
    const [first] = (await once(get({ port: hub.port, headers: { Host: HOST, ...ticket } }), 'response')) as [
      IncomingMessage,
    ]
    expect(String((await once(first, 'data'))[0])).to.equal('first')
    first.destroy()
    expect((await ask('/', ticket, 'POST', 'second')).text).to.equal('firstsecond')
    await ask('/broken', ticket).then(
      () => expect.fail('it broke off'),
      () => undefined,
    )
    dev.answerWith((_, response) => response.socket?.destroy())
    const broken = await ask('/', ticket)
    expect([broken.status, broken.text]).to.deep.equal([502, 'preview upstream error'])
  })

  it('leaves headers of the connection to each hop, and closes no connection for an answer without a body', async () => {
    await open()
    const ticket = await signIn()
    const statuses = [200, 204, 304]
    dev.answerWith((request, response) => {
      response.shouldKeepAlive = false
      response.writeHead(Number(request.url?.slice(1)), { 'Transfer-Encoding': 'chunked', 'X-Own': 'kept' }).end()
    })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ports = new Set<number | undefined>()
    for (const status of statuses) {
      const sent = get({
        port: hub.port,
        agent,
        path: `/${String(status)}`,
        headers: { Host: HOST, 'Proxy-Connection': 'x', ...ticket },
      })
      const [answer] = (await once(sent, 'response')) as [IncomingMessage]
      ports.add(answer.socket.localPort)
      expect([answer.statusCode, answer.headers['x-own'], answer.headers.connection]).to.deep.equal([
        status,
        'kept',
        'keep-alive',
      ])
      answer.resume()
      await once(answer, 'end')
    }
    agent.destroy()
    expect(ports.size).to.equal(1)
    expect(dev.seen.map(({ headers }) => headers['proxy-connection'])).to.deep.equal(statuses.map(() => undefined))
  })

  it('reuses the connection to the program, but for a chunked request', async () => {
    await open()
    const ticket = await signIn()
    for (let left = 3; left > 0; left -= 1) await ask('/', ticket)
    await ask('/', { ...ticket, 'Transfer-Encoding': 'chunked' }, 'POST', 'body')
    await ask('/', { ...ticket, 'Content-Length': '4' }, 'POST', 'body')
    const [first, second, third, chunked, plain] = dev.seen.map(({ socket }) => socket)
    expect([second, third, plain].map((socket) => socket === first)).to.deep.equal([true, true, true])
    expect(chunked).to.not.equal(first)
    expect(dev.seen.at(3)?.headers.connection).to.equal('close')
  })

  it('sends a GET once more when the program has dropped the connection, and a POST never', async () => {
    await open()
    const ticket = await signIn()
    let drops = 0
    const dropOnce = (): void => {
      let isFirst = true
      dev.answerWith((_, response) => {
        if (isFirst) {
          isFirst = false
          drops += 1
          response.socket?.destroy()
        } else response.end('again')
      })
    }
    dropOnce()
    expect((await ask('/', ticket)).text).to.equal('again')
    dropOnce()
    const posted = await ask('/', { ...ticket, 'Content-Length': '4' }, 'POST', 'body')
    expect([posted.status, drops, dev.seen.length]).to.deep.equal([502, 2, 3])
  })

  it('passes on what answers before the body has come, and frees the client’s connection', async () => {
    await open()
    const ticket = await signIn()
    dev.answerWith((_, response) => response.writeHead(413).end('too large'))
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const request = { port: hub.port, agent, headers: { Host: HOST, ...ticket } }
    const posted = httpRequest({ ...request, method: 'POST' })
    posted.write('the first part')
    const [refusal] = (await once(posted, 'response')) as [IncomingMessage]
    expect(refusal.statusCode).to.equal(413)
    const { localPort } = refusal.socket
    refusal.resume()
    await once(refusal, 'end')
    posted.end('x'.repeat(1_000_000))
    dev.answerWith((_, response) => response.end('next'))
    const [next] = (await once(get(request), 'response')) as [IncomingMessage]
    expect([next.statusCode, next.socket.localPort]).to.deep.equal([200, localPort])
    next.resume()
    await once(next, 'end')
    agent.destroy()
  })

  it('hands on a program’s refusal of a socket, and says when nothing listens', async () => {
    await open()
    const ticket = await signIn()
    dev.refuseSockets(403, 'not here')
    const refused = new WebSocket(`ws://127.0.0.1:${hub.port}/hmr`, { headers: { Host: HOST, ...ticket } })
    refused.on('error', () => undefined)
    const [, answer] = (await once(refused, 'unexpected-response')) as [unknown, IncomingMessage]
    let text = ''
    answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
    await once(answer, 'end')
    expect([answer.statusCode, answer.headers.connection, text]).to.deep.equal([403, 'close', 'not here'])
    await dev.close()
    expect((await ask('/', ticket)).status).to.equal(503)
    const [error] = (await once(
      new WebSocket(`ws://127.0.0.1:${hub.port}/hmr`, { headers: { Host: HOST, ...ticket } }),
      'error',
    )) as [Error]
    expect(error.message).to.contain('socket hang up')
    dev = await openDevServer()
  })

  it('ends with the named token that let a device in', async () => {
    await open()
    const { json } = await hub.send('POST', '/api/tokens', { body: { label: 'desk', scopes: [{ kind: 'admin' }] } })
    const { secret: token, id } = json as { secret: string; id: string }
    const { headers } = await ask(
      pathOf(await hub.send('POST', '/api/preview/select', { token, body: { port: dev.port } })),
    )
    const cookie = { Cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
    expect((await ask('/', cookie)).status).to.equal(200)
    await hub.send('DELETE', `/api/tokens/${id}`)
    expect((await ask('/', cookie)).status).to.not.equal(200)
  })

  it('carries sockets, keeps the hub’s token from them, and cuts them when the hub’s token is another', async () => {
    await open()
    const ticket = await signIn()
    const socketOf = (headers: Record<string, string>, protocols: string[]) =>
      new WebSocket(`ws://127.0.0.1:${hub.port}/hmr`, protocols, { headers: { Host: HOST, ...headers } })
    const socket = socketOf(ticket, [`bearer.${OPERATOR_TOKEN}`, 'vite-hmr'])
    await once(socket, 'open')
    socket.send('ping')
    expect(String((await once(socket, 'message'))[0])).to.equal('ping')
    expect([socket.protocol, dev.seen.at(-1)?.headers['sec-websocket-protocol']]).to.deep.equal([
      'vite-hmr',
      'vite-hmr',
    ])
    const stranger = socketOf({}, [`bearer.${OPERATOR_TOKEN}`])
    stranger.on('error', () => undefined)
    const [, refusal] = (await once(stranger, 'unexpected-response')) as [unknown, IncomingMessage]
    expect(refusal.statusCode).to.equal(401)
    stranger.terminate()
    const gone = once(socket, 'close')
    hub.operatorToken.rotate('another')
    await gone
    await eventually(async () => {
      expect((await ask('/', ticket)).status).to.equal(503)
    })
  })
})
