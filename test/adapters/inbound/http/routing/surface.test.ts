import { rawConnection } from '../../../../support/raw-http.js'
import { hubOfSuite, openFakeHub, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'

const isWhole = (text: string): boolean => text.includes('\r\n\r\n')

describe('headers of every response', () => {
  const hub = hubOfSuite()

  it('is one boot time, and headers that keep browsers from guessing, telling and framing', async () => {
    for (const [method, path] of [
      ['GET', '/api/sessions'],
      ['GET', '/api/none'],
      ['GET', '/'],
      ['GET', '/healthz'],
      ['PUT', '/'],
      ['DELETE', '/api/sessions'],
    ] as const) {
      const { headers } = await hub.send(method, path, { headers: { Accept: 'text/html' } })
      expect(headers, path).to.include({
        'x-penates-boot': '1772352930123',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      expect(headers['content-security-policy'], path).to.match(/^default-src 'none'; script-src 'self'; /)
      expect(headers, path).to.not.have.any.keys('x-powered-by', 'server', 'access-control-allow-origin')
    }
  })

  it('is no-store on all of the API', async () => {
    for (const [path, token] of [
      ['/api/sessions', OPERATOR_TOKEN],
      ['/api/none', OPERATOR_TOKEN],
      ['/api', OPERATOR_TOKEN],
      ['/api/sessions', null],
    ] as const)
      expect((await hub.send('GET', path, { token })).headers['cache-control'], path).to.equal('no-store')
  })

  it('is JSON 404 for any method on unknown paths of the API, and 401 for those without a token', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      for (const path of ['/api', '/api/', '/api/none', '/api/sessions/a/b/c', '/api//sessions']) {
        const { status, json } = await hub.send(method, path, { body: method === 'GET' ? undefined : {} })
        expect([status, json], `${method} ${path}`).to.deep.equal([404, { error: 'Not found' }])
      }
    expect((await hub.send('GET', '/api/none', { token: null })).status).to.equal(401)
    hub.clock.advance(60_000)
  })

  it('are 405 with the methods of the path for another method', async () => {
    for (const [method, path, allow] of [
      ['PUT', '/api/sessions/cc-a', 'DELETE, PATCH'],
      ['POST', '/api/version', 'GET, HEAD'],
      ['GET', '/api/hooks/Stop', 'POST'],
      ['DELETE', '/api/approvals/config', 'GET, HEAD, POST'],
    ] as const) {
      const { status, json, headers } = await hub.send(method, path, method === 'GET' ? {} : { body: {} })
      expect([status, json, headers.allow], path).to.deep.equal([405, { error: 'Method not allowed' }, allow])
    }
    expect((await hub.send('PUT', '/api/version', { token: null, body: {} })).status).to.equal(401)
    const refused = await hub.send('POST', '/', { body: {} })
    expect([refused.status, refused.headers.allow]).to.deep.equal([405, 'GET, HEAD'])
  })

  it('is no body for HEAD', async () => {
    const head = await hub.send('HEAD', '/api/clis')
    expect([head.status, head.text, Number(head.headers['content-length']) > 100]).to.deep.equal([200, '', true])
  })

  it('tells its health to anyone, by any name, and does not log it', async () => {
    hub.clock.advance(90_500)
    const { status, json, headers } = await hub.send('GET', '/healthz', {
      token: null,
      headers: { Host: 'probe.internal' },
    })
    expect([status, json, headers['cache-control']]).to.deep.equal([
      200,
      { status: 'ok', uptimeSeconds: 150, sessions: 0, activePtys: 0, version: '1.2.3' },
      'no-store',
    ])
    expect(hub.logLines.filter((line) => line.includes('healthz'))).to.deep.equal([])
  })

  it('reads targets as they come: absolute, unencoded, or not at all', async () => {
    const head = `Host: 127.0.0.1\r\nAuthorization: Bearer ${OPERATOR_TOKEN}\r\nConnection: close\r\n\r\n`
    const ask = async (target: string): Promise<string> => {
      const connection = await rawConnection(hub.port)
      connection.write(`GET ${target} HTTP/1.1\r\n${head}`)
      return (await connection.read()).slice(9, 12)
    }
    const unencoded = Buffer.from('/api/sessions/größe/scrollback').toString('latin1')
    expect(
      await Promise.all([
        ask(`http://127.0.0.1:${hub.port}/api/sessions`),
        ask('/api/sessions?'),
        ask(unencoded), // read as UTF-8 and refused by the grammar of names, not by the parser
        ask('*'),
        ask('/api/sessions/%00/scrollback'),
      ]),
    ).to.deep.equal(['200', '200', '400', '400', '400'])
  })

  it('checks the authority of an absolute target like the Host header', async () => {
    const ask = async (target: string, host: string, extra = ''): Promise<string> => {
      const connection = await rawConnection(hub.port)
      const head = `Host: ${host}\r\nAuthorization: Bearer ${OPERATOR_TOKEN}\r\n${extra}Connection: close\r\n\r\n`
      connection.write(`GET ${target} HTTP/1.1\r\n${head}`)
      return (await connection.read()).slice(9, 12)
    }
    const own = '127.0.0.1:3333'
    const foreign = ['evil.example', `user@${own}`, '127.999.1.1', '127.0.0.1:70000', '127.0.0.1.evil.example', '']
    const answers = await Promise.all([
      ask(`http://${own}/api/clis`, own),
      ask(`HTTP://LOCALHOST:1/api/clis`, own),
      ...foreign.map((authority) => ask(`http://${authority}/api/clis`, own)),
      ...foreign.map((authority) => ask(`http://${authority}/index.html`, own)),
      ask(`http://evil.example/metrics`, own),
      ask(`http://${own}/api/clis`, 'evil.example'),
      ask('/api/clis', '127.999.1.1'),
      ask('/api/clis', 'localhost:65536'),
      ask('/api/clis', own, 'Host: evil.example\r\n'),
      ask('/api/clis', own, `host: ${own}\r\n`),
    ])
    expect(answers).to.deep.equal(['200', '200', ...Array<string>(answers.length - 2).fill('403')])
  })

  it('lets nothing from a request into its headers', async () => {
    const { headers, status } = await hub.send('GET', '/api/sessions/a%0d%0aSet-Cookie:%20x=1/scrollback')
    expect([status, headers['set-cookie']]).to.deep.equal([400, undefined])
  })

  it('answers 400 to input that is not HTTP, and the hub goes on', async () => {
    const connection = await rawConnection(hub.port)
    connection.write('\x16\x03\x01 no http\r\n\r\n')
    expect(await connection.read()).to.match(/^HTTP\/1.1 400 Bad Request/)
    expect((await hub.send('GET', '/healthz')).status).to.equal(200)
  })

  it('is refused when the head is too large', async () => {
    const connection = await rawConnection(hub.port)
    connection.write(`GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`)
    expect(await connection.read(isWhole)).to.match(/^HTTP\/1.1 431 /)
    connection.cut()
  })
})

describe('the policy for a foreign client', () => {
  it('allows it inline script and any secure connection, as existing clients need', async () => {
    const hub = await openFakeHub({ isOwnClient: false })
    const { headers } = await hub.send('GET', '/')
    expect(headers['content-security-policy']).to.match(
      /script-src 'self' 'unsafe-inline' [^;]*; .*connect-src 'self' ws: wss: https:/,
    )
    await hub.close()
  })
})
