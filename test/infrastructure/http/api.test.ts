import fc from 'fast-check'
import { request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeApi, type Api, type ApiEndpoint, type ApiMethod, type Exchange } from '../../../infrastructure/http/api.js'
import { httpApp, type HttpAppOptions } from '../../../infrastructure/http/app.js'
import { BODY_LIMITS, type BodyKind, type BodyKindLimits } from '../../../infrastructure/http/body.js'
import type { BodyLimits } from '../../../infrastructure/http/receive.js'
import { makeHttpServer } from '../../../infrastructure/http/http-server.js'
import type { Reply } from '../../../infrastructure/http/reply.js'
import { send } from '../../../infrastructure/http/send.js'
import { observeFaults } from '../../../infrastructure/guard/guard.js'
import { eventually } from '../../support/eventually.js'
import { rawConnection, type RawConnection } from '../../support/raw-http.js'

type Endpoint = ApiEndpoint<string, string>
type Answer = readonly [status: number, json: unknown]

/** Longer than any pause of a busy machine: a body that comes late is refused. */
const PATIENT = { maxBytes: 10, timeoutMs: 20_000 }
const HASTY = { maxBytes: 10, timeoutMs: 60 }
const limitsOf = (limits: BodyLimits): BodyKindLimits => ({ json: limits, loose: limits, png: limits, wav: limits })

interface Listening {
  readonly port: number
  /** Requests that were admitted, with their answers. */
  readonly exchanges: Exchange<string>[]
  readonly defects: unknown[]
  /** Each request's word for itself: what it needs, `null` when it leads nowhere. */
  readonly knocks: (string | null)[]
  readonly ask: (method: string, path: string) => Promise<Answer>
  readonly close: () => Promise<void>
}

async function listen(
  described: ReadonlyArray<readonly [ApiMethod, string, BodyKind?, ApiEndpoint<string, string>['inFront']?]>,
  reply?: (exchange: Exchange<string>) => Reply,
  observers: Partial<Pick<HttpAppOptions, 'onRequest' | 'onDefect' | 'around'>> = {},
  routes: Partial<Api> = {},
  bodyLimits = limitsOf(PATIENT),
): Promise<Listening> {
  const exchanges: Exchange<string>[] = []
  const knocks: (string | null)[] = []
  const defects: unknown[] = []
  const endpoints = described.map(([method, path, takes = 'none', inFront = []]): Endpoint => {
    const needs = `${method} ${path}`
    const answer = (exchange: Exchange<string>) => {
      exchanges.push(exchange)
      return Promise.resolve(reply?.(exchange) ?? { status: 200, json: { at: needs, ...exchange.params } })
    }
    return { method, path, takes, inFront, needs, answer }
  })
  const api = makeApi<string, string>({
    endpoints,
    bodyLimits,
    admit: (request, needs) => {
      knocks.push(needs)
      const isRefused = request.headers.authorization === 'no'
      return Promise.resolve(
        isRefused ? { _tag: 'refused', reply: { status: 401, json: {} } } : { _tag: 'admitted', caller: 'somebody' },
      )
    },
  })
  const server = makeHttpServer(
    httpApp({
      api: { ...api, ...routes },
      files: () => Promise.resolve(),
      health: () => Promise.resolve({}),
      isOwnHost: () => true,
      headers: {},
      onRequest: () => undefined,
      onDefect: (error) => defects.push(error),
      ...observers,
    }),
    {},
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    exchanges,
    defects,
    knocks,
    ask: (method, path) => ask(port, method, path),
    close: () => closed(server),
  }
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })

function ask(port: number, method: string, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      response.on('end', () => {
        resolve([response.statusCode ?? 0, text === '' ? null : JSON.parse(text)])
      })
    })
    request.on('error', reject).end()
  })
}

const NOT_FOUND: Answer = [404, { error: 'Not found', code: 'NotFound' }]
const WRONG_METHOD: Answer = [405, { error: 'Method not allowed', code: 'MethodNotAllowed' }]

describe('finding an endpoint', () => {
  let hub: Listening
  before(async () => {
    hub = await listen([
      ['GET', '/api/sessions'],
      ['POST', '/api/sessions'],
      ['GET', '/api/sessions/:name'],
      ['GET', '/api/sessions/search'],
      ['GET', '/api/sessions/:name/git/commit/:sha'],
      ['DELETE', '/api/sessions/search/:what'],
      ['DELETE', '/api/sessions/:name'],
    ])
  })
  after(() => hub.close())

  const expectFound = async (method: string, path: string, at: string, params: Record<string, string> = {}) => {
    expect(await hub.ask(method, path), path).to.deep.equal([200, { at, ...params }])
  }

  it('goes by method and path and gives parameters decoded', () =>
    expectFound('GET', '/api/sessions/cc%20a%2Fb/git/commit/abc', 'GET /api/sessions/:name/git/commit/:sha', {
      name: 'cc a/b',
      sha: 'abc',
    }))

  it('prefers a literal segment and goes back to the parameter when that leads nowhere', async () => {
    await expectFound('GET', '/api/sessions/search', 'GET /api/sessions/search')
    await expectFound('GET', '/api/sessions/search/git/commit/1', 'GET /api/sessions/:name/git/commit/:sha', {
      name: 'search',
      sha: '1',
    })
  })

  it('goes back to the parameter when the literal has no such method: a session may have the name of a route', () =>
    expectFound('DELETE', '/api/sessions/search', 'DELETE /api/sessions/:name', { name: 'search' }))

  it('answers HEAD by GET and takes a slash at the end', async () => {
    await expectFound('GET', '/api/sessions/', 'GET /api/sessions')
    expect(await hub.ask('HEAD', '/api/sessions/')).to.deep.equal([200, null])
  })

  it('takes names as they are written: in upper case, with a colon, with a broken escape', async () => {
    for (const name of ['Cc-A', 'session:cc-a', '%zz%'])
      await expectFound('GET', `/api/sessions/${name}`, 'GET /api/sessions/:name', { name })
    expect(await hub.ask('GET', '/api/Sessions')).to.deep.equal(NOT_FOUND)
  })

  it('leads nowhere on unknown paths, refuses other methods on known paths, and asks at the gate all the same', async () => {
    hub.knocks.length = 0
    const paths = ['/api', '/api/sessions/a/b', '/api//sessions', '/api/sessions//git/commit/1', '/api/sessions/a/../b']
    for (const path of paths) expect(await hub.ask('GET', path), path).to.deep.equal(NOT_FOUND)
    for (const method of ['PUT', 'OPTIONS', 'PROPFIND'])
      expect(await hub.ask(method, '/api/sessions'), method).to.deep.equal(WRONG_METHOD)
    expect(hub.knocks).to.deep.equal(Array(8).fill(null))
  })

  it('gives back every name that a client encodes', async () => {
    const names = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !/^(search|\.\.?)$/.test(name))
    await fc.assert(
      fc.asyncProperty(names, (name) =>
        expectFound('GET', `/api/sessions/${encodeURIComponent(name)}`, 'GET /api/sessions/:name', { name }),
      ),
    )
  })

  it('refuses to be built with one endpoint twice', async () => {
    const twice = [
      ['GET', '/api/a/:x'],
      ['GET', '/api/a/:y'],
    ] as const
    const built = await listen(twice).then(
      (hub) => hub.close(),
      (error: unknown) => String(error),
    )
    expect(built).to.contain('two routes for GET /api/a/:')
  })
})

describe('a request in front of Koa', () => {
  const described = [
    ['POST', '/api/hooks/:event', 'none', [{ event: 'Stop' }, { event: 'Start' }]],
    ['POST', '/api/hooks/ask'],
  ] as const
  const STOP = { at: 'POST /api/hooks/:event', event: 'Stop' }

  it('is one with exactly the method and target of an endpoint', async () => {
    const hub = await listen(
      described,
      undefined,
      {},
      {
        addTo: (app) => app.use((ctx) => send(ctx, { status: 421 })),
      },
    )
    try {
      const status = async (method: string, path: string): Promise<number> => (await hub.ask(method, path))[0]
      expect(await hub.ask('POST', '/api/hooks/Stop')).to.deep.equal([200, STOP])
      for (const path of ['/api/hooks/Start', '/api/hooks/ask']) expect(await status('POST', path), path).to.equal(200)
      for (const path of ['Other', 'stop', 'Stop/', 'Stop?a=1', '%53top', 'Stop%', 'Stop/more', ':event'])
        expect(await status('POST', `/api/hooks/${path}`), path).to.equal(421)
      for (const method of ['GET', 'HEAD', 'PUT', 'OPTIONS'])
        expect(await status(method, '/api/hooks/Stop'), method).to.equal(421)
    } finally {
      await hub.close()
    }
  })

  it('gets the answer that Koa gives to the same request in another form', async () => {
    const hub = await listen(described)
    try {
      for (const path of ['Stop', 'Stop/', 'Stop?a=1', '%53top'])
        expect(await hub.ask('POST', `/api/hooks/${path}`), path).to.deep.equal([200, STOP])
      for (const path of ['Stop%', 'Other'])
        expect(await hub.ask('POST', `/api/hooks/${path}`), path).to.deep.equal([200, { ...STOP, event: path }])
      expect(await hub.ask('GET', '/api/hooks/Stop')).to.deep.equal(WRONG_METHOD)
      expect(hub.knocks).to.deep.equal([...Array<string>(6).fill('POST /api/hooks/:event'), null])
    } finally {
      await hub.close()
    }
  })
})

describe('an answer of bytes', () => {
  it('arrives unchanged at every length and with every byte', async () => {
    let sent = Buffer.alloc(0)
    const hub = await listen([['GET', '/api/bytes']], () => ({ status: 200, bytes: sent }))
    try {
      for (const length of [0, 1, 255, 256, 4_095, 4_096, 4_097, 10_000]) {
        sent = Buffer.from(Array.from({ length }, (_, at) => at % 256))
        const response = await fetch(`http://127.0.0.1:${hub.port}/api/bytes`, {
          headers: { 'accept-encoding': 'identity' },
        })
        expect(Buffer.from(await response.arrayBuffer()).equals(sent), String(length)).to.equal(true)
        expect(response.headers.get('content-length')).to.equal(String(length))
      }
    } finally {
      await hub.close()
    }
  })
})

describe('a client that leaves before its answer', () => {
  it('is logged with status 499, in front of Koa and behind it', async () => {
    const lines: string[] = []
    const hub = await listen(
      [
        ['POST', '/api/hooks/Stop', 'json'],
        ['POST', '/api/:kind', 'json'],
      ],
      undefined,
      { onRequest: ({ path, status }) => lines.push(`${path} ${status}`) },
      {},
      BODY_LIMITS, // so that the client leaves before the time for its body is over
    )
    try {
      for (const path of ['/api/hooks/Stop', '/api/json']) {
        hub.knocks.length = 0
        const connection = await rawConnection(hub.port)
        const head = [
          `POST ${path} HTTP/1.1`,
          'Host: x',
          'Content-Type: application/json',
          'Content-Length: 8',
          '',
          '{',
        ]
        connection.write(head.join('\r\n'))
        await eventually(() => {
          expect(hub.knocks).to.have.length(1)
        })
        connection.cut()
        await eventually(() => {
          expect(lines.at(-1)).to.equal(`${path} 499`)
        })
      }
      expect([hub.exchanges, hub.defects]).to.deep.equal([[], []])
    } finally {
      await hub.close()
    }
  })
})

describe('a log that fails', () => {
  it('takes no answer away, be it a good one or that of a defect', async () => {
    const faults: string[] = []
    const unobserve = observeFaults(({ part }) => faults.push(part))
    const broken = (): never => {
      throw new Error('no log')
    }
    const reply = ({ request: { url } }: Exchange<string>): Reply =>
      url === '/api/fine' ? { status: 200, json: {} } : broken()
    const hub = await listen(
      [
        ['GET', '/api/fine'],
        ['GET', '/api/defect'],
      ],
      reply,
      {
        onRequest: broken,
        onDefect: broken,
      },
    )
    try {
      expect([await hub.ask('GET', '/api/fine'), await hub.ask('GET', '/api/defect')]).to.deep.equal([
        [200, {}],
        [500, { error: 'Internal error', code: 'InternalError' }],
      ])
      await eventually(() => {
        expect(faults).to.deep.equal(['request log', 'http request', 'request log'])
      })
    } finally {
      unobserve()
      await hub.close()
    }
  })
})

describe('a tracer that fails', () => {
  it('costs a request its answer, and the client gets the 500 of a defect', async () => {
    const around = (): never => {
      throw new Error('no span')
    }
    const hub = await listen(
      [
        ['GET', '/api/fine'],
        ['POST', '/api/hooks/Stop', 'none', [{}]],
      ],
      undefined,
      { around },
    )
    const defect = [500, { error: 'Internal error', code: 'InternalError' }]
    try {
      expect([await hub.ask('GET', '/api/fine'), await hub.ask('POST', '/api/hooks/Stop')]).to.deep.equal([
        defect,
        defect,
      ])
      expect(hub.defects.map(String)).to.deep.equal(['Error: no span', 'Error: no span'])
    } finally {
      await hub.close()
    }
  })
})

describe('work after an answer', () => {
  it('starts when the answer is written, and its failure is reported', async () => {
    const writtenBefore: boolean[] = []
    const faults: string[] = []
    const unobserve = observeFaults(({ part, error }) => faults.push(`${part}: ${String(error)}`))
    const hub = await listen([['GET', '/api/later']], ({ request: { socket } }) => ({
      status: 200,
      json: {},
      afterwards: () => {
        writtenBefore.push(socket.bytesWritten > 0)
        return Promise.reject(new Error('broken'))
      },
    }))
    try {
      expect(await hub.ask('GET', '/api/later')).to.deep.equal([200, {}])
      await eventually(() => {
        expect(faults).to.deep.equal(['work after an answer: Error: broken'])
      })
      expect([writtenBefore, hub.defects]).to.deep.equal([[true], []])
    } finally {
      unobserve()
      await hub.close()
    }
  })
})

describe('reading a body', () => {
  let hub: Listening
  let connection: RawConnection
  const routes: Parameters<typeof listen>[0] = [
    ['POST', '/api/json', 'json'],
    ['POST', '/api/loose', 'loose'],
    ['DELETE', '/api/json', 'json'],
    ['POST', '/api/none'],
  ]
  before(async () => {
    hub = await listen(routes)
  })
  after(() => hub.close())
  beforeEach(async () => {
    hub.exchanges.length = 0
    connection = await rawConnection(hub.port)
  })
  afterEach(() => {
    connection.cut()
    expect(hub.defects).to.deep.equal([])
  })

  const begin = (target: string, ...headers: string[]): void => {
    connection.write([`${target} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n'))
  }
  const JSON_TYPE = 'Content-Type: application/json'
  const answer = async (): Promise<string> => (await connection.read((text) => text.includes('}'))).slice(9, 12)
  const bodies = (): unknown[] => hub.exchanges.map(({ body }) => body)

  it('returns the value for any method', async () => {
    for (const [index, method] of ['POST', 'DELETE'].entries()) {
      begin(`${method} /api/json`, JSON_TYPE, 'Content-Length: 8')
      connection.write('{"a"')
      connection.write(':12}')
      await eventually(() => {
        expect(bodies()).to.deep.equal(Array(index + 1).fill({ a: 12 }))
      })
    }
  })

  it('is not done where none is taken', async () => {
    begin('POST /api/none', JSON_TYPE, 'Content-Length: 8')
    expect([await answer(), bodies()]).to.deep.equal(['200', [undefined]])
  })

  it('is not begun before its sender was let in', async () => {
    begin('POST /api/json', JSON_TYPE, 'Content-Length: 999', 'Authorization: no')
    expect([await answer(), bodies()]).to.deep.equal(['401', []])
  })

  it('notices at once that the peer is gone, without a request', async () => {
    begin('POST /api/json', JSON_TYPE, 'Content-Length: 8')
    connection.write('{"a')
    connection.cut()
    const next = await rawConnection(hub.port)
    next.write('POST /api/none HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n')
    await next.read((text) => text.includes('}'))
    next.cut()
    expect(bodies()).to.deep.equal([undefined])
  })

  it('drains what comes after the answer, and the connection is good for the next request', async () => {
    begin('POST /api/json', JSON_TYPE, 'Content-Length: 20')
    expect(await answer()).to.equal('413')
    connection.write('{"abcdefghijklmnop"}')
    begin('POST /api/none')
    const text = await connection.read((all) => all.includes('POST /api/none'))
    expect(text.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 413', 'HTTP/1.1 200'])
  })

  it('takes anything where it is loose: other types, no type, compressed, no UTF-8, no JSON, no object', async () => {
    const cases: ReadonlyArray<readonly [headers: string[], text: string, body: unknown]> = [
      [['Content-Type: text/plain'], '{"a":1}', { a: 1 }],
      [[], '{"a":2}', { a: 2 }],
      [['Content-Type: multipart/form-data; boundary=x'], '{"a":3}', { a: 3 }],
      [['Content-Type: ///', 'Content-Encoding: gzip'], '{"a":4}', { a: 4 }],
      [[], '{"a":"\xff"}', { a: '\ufffd' }],
      [[], '{', {}],
      [[], '[1]', {}],
      [[], 'null', {}],
      [[], '', {}],
    ]
    for (const [headers, text, body] of cases) {
      const before = hub.exchanges.length
      begin('POST /api/loose', ...headers, `Content-Length: ${String(text.length)}`)
      connection.write(text)
      await eventually(() => {
        expect(hub.exchanges).to.have.length(before + 1)
      })
      expect(bodies().at(-1), text).to.deep.equal(body)
    }
    begin('POST /api/loose', 'Content-Length: 11')
    expect(await answer()).to.equal('200')
    const all = await connection.read((text) => text.includes('413'))
    expect(all).to.contain('{"error":"Body too large","code":"BodyTooLarge"}')
  })

  describe('that comes slowly', () => {
    let patient: Listening
    before(async () => {
      patient = hub
      hub = await listen(routes, undefined, {}, {}, limitsOf(HASTY))
    })
    after(async () => {
      await hub.close()
      hub = patient
    })

    it('gives up on one that does not arrive in time', async () => {
      begin('POST /api/json', JSON_TYPE, 'Content-Length: 8')
      connection.write('{"a')
      expect([await answer(), bodies()]).to.deep.equal(['408', []])
    })

    it('leaves no listener behind that would go on collecting', async () => {
      begin('POST /api/loose', 'Content-Length: 7')
      connection.write('{"a')
      await answer()
      const [exchange] = hub.exchanges
      expect(exchange?.body).to.deep.equal({})
      expect(exchange?.request.listenerCount('data')).to.be.at.most(1) // the one that drains
      connection.write('":1}')
      await eventually(() => {
        expect(exchange?.request.complete).to.equal(true)
      })
    })
  })
})
