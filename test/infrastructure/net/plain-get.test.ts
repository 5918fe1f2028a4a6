import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { plainGet } from '../../../infrastructure/net/plain-get.js'

describe('plain GET', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })
  const serve = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/x`
  }
  const get = (url: string, more: { timeoutMs?: number; maxBytes?: number } = {}) =>
    plainGet(url, { headers: { Accept: 'text/plain' }, timeoutMs: 5_000, maxBytes: 100, ...more }).then(
      ({ status, body }) => `${String(status)} ${body.toString()}`,
      (thrown: unknown) => (thrown as Error).message,
    )

  it('asks for no content coding and answers with status, headers and body', async () => {
    const asked: IncomingHttpHeaders[] = []
    const url = await serve((request, response) => {
      asked.push(request.headers)
      response.writeHead(302, { Location: 'http://elsewhere.example/' }).end('moved')
    })
    expect(await get(url)).to.equal('302 moved')
    expect(asked).to.have.length(1)
    expect(asked[0]).to.include({ accept: 'text/plain', 'accept-encoding': 'identity' })
  })

  it('refuses an answer that is encoded, before it reads any of it', async () => {
    for (const [coding, bytes] of [
      ['br', brotliCompressSync('hello')],
      ['BR ', Buffer.from('no brotli at all')],
      ['gzip', gzipSync('hello')],
      ['identity, br', brotliCompressSync('hello')],
    ] as const) {
      const url = await serve((_request, response) =>
        response.writeHead(200, { 'Content-Encoding': coding }).end(bytes),
      )
      expect(await get(url), coding).to.match(/^the answer is encoded: /)
    }
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Encoding': 'identity' }).end('x'),
    )
    expect(await get(url)).to.equal('200 x')
  })

  it('refuses an answer that is too long, cut short, or does not come in time', async () => {
    expect(await get(await serve((_request, response) => response.end('x'.repeat(101))))).to.equal(
      'the answer is too long',
    )
    expect(await get(await serve(() => undefined), { timeoutMs: 50 })).to.equal('no answer within 50 ms')
    const slow = await serve((_request, response) => response.writeHead(200).write('x'))
    expect(await get(slow, { timeoutMs: 50 }))
      .to.be.a('string')
      .and.not.match(/^200/)
    const cut = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 50 }).write('x', () => response.destroy())
    })
    expect(await get(cut))
      .to.be.a('string')
      .and.not.match(/^200/)
  })
})
