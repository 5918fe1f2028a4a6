import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { makeHttpServer, type HttpTimeouts } from '../../../infrastructure/http/http-server.js'
import { rawConnection, type RawConnection } from '../../support/raw-http.js'

/** Longer than any pause of a busy machine. */
const PATIENT: HttpTimeouts = { headMs: 20_000, requestMs: 20_000, idleMs: 20_000, checkMs: 20 }
const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

/** Sends requests at once from a separate thread, and posts the answers, or an error in place of one. */
const CLIENT = `
const { connect } = require('node:net')
const { parentPort, workerData: { port, request, count } } = require('node:worker_threads')
const ask = () => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1')
  socket.on('data', (chunk) => { resolve(String(chunk)); socket.destroy() })
  socket.on('error', (error) => resolve(error.code))
  socket.write(request)
})
Promise.all(Array.from({ length: count }, ask)).then((answers) => parentPort.postMessage(answers))
`

describe('the HTTP server', () => {
  let server: Server
  let answer: () => void
  const open: RawConnection[] = []
  const connection = async (): Promise<RawConnection> => {
    const made = await rawConnection((server.address() as AddressInfo).port)
    open.push(made)
    return made
  }

  const serve = async (timeouts: Partial<HttpTimeouts> = {}): Promise<void> => {
    server = makeHttpServer(
      (_, response) => {
        answer = () => response.end('done')
        response.write('begun ')
      },
      { 'X-Fixed': 'yes' },
      { ...PATIENT, ...timeouts },
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  }
  afterEach(async () => {
    for (const { cut } of open.splice(0)) cut()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('closes connections that say nothing, or never finish a head', async () => {
    await serve({ headMs: 60 })
    const silent = await connection()
    const slow = await connection()
    slow.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const answers = await Promise.all([silent.read(), slow.read()])
    expect(answers.map((text) => text.split('\r\n')[0])).to.deep.equal(Array(2).fill('HTTP/1.1 408 Request Timeout'))
  })

  it('answers requests that came in time and are read late, behind a long turn of the event loop', async () => {
    server = makeHttpServer((_, response) => response.end('done'), {}, { ...PATIENT, headMs: 100 })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    server.on('connection', () => {
      const since = performance.now()
      while (performance.now() - since < 250);
    })
    const client = new Worker(CLIENT, {
      eval: true,
      workerData: { port: (server.address() as AddressInfo).port, request: REQUEST, count: 4 },
    })
    const [answers] = (await once(client, 'message')) as [ReadonlyArray<string>]
    expect(answers.map((text) => text.split('\r\n')[0])).to.deep.equal(Array(4).fill('HTTP/1.1 200 OK'))
    await client.terminate()
  })

  it('answers what is no HTTP in the shape of everything else', async () => {
    await serve()
    const { write, read } = await connection()
    write('no http at all\r\n\r\n')
    const [head = '', body] = (await read()).split('\r\n\r\n')
    expect([head.split('\r\n')[0], body]).to.deep.equal([
      'HTTP/1.1 400 Bad Request',
      '{"error":"Bad Request","code":"BadRequest"}',
    ])
    expect(head).to.contain('X-Fixed: yes').and.to.contain('Cache-Control: no-store')
  })

  it('refuses a head that is too large', async () => {
    await serve()
    const { write, read } = await connection()
    write(`GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`)
    expect(await read((text) => text.includes('}'))).to.match(/^HTTP\/1.1 431 /)
  })

  it('writes nothing into an answer that is on its way', async () => {
    await serve()
    const { write, read } = await connection()
    write(REQUEST)
    await read((text) => text.includes('begun'))
    write('no http at all\r\n\r\n')
    const text = await read()
    expect(text)
      .to.match(/^HTTP\/1.1 200 OK/)
      .and.to.not.contain('400')
  })

  it('keeps a connection for the next request, and not for ever', async () => {
    await serve({ idleMs: 60 })
    const { write, read } = await connection()
    write(REQUEST)
    await read((text) => text.includes('begun'))
    answer()
    await read((text) => text.includes('done'))
    expect(await read()).to.contain('done')
  })
})
