import { writeFile } from 'node:fs/promises'
import { get as getPlain, type IncomingMessage } from 'node:http'
import { createServer, get as getSecure, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'
import * as E from 'fp-ts/lib/Either.js'
import { WebSocket, WebSocketServer } from 'ws'
import { makeHttpsServer, type HttpTimeouts } from '../../../infrastructure/http/http-server.js'
import { acceptLoopbackPlainHttp } from '../../../infrastructure/http/loopback-plain-http.js'
import { readTls, watchTls, type TlsPair } from '../../../infrastructure/http/tls-files.js'
import { certificate } from '../../support/certificate.js'
import { eventually } from '../../support/eventually.js'
import { rawConnection } from '../../support/raw-http.js'
import { scratchFolder } from '../../support/scratch-folder.js'

/** Longer than a handshake takes on a busy machine. */
const QUICK: HttpTimeouts = { headMs: 1_000, requestMs: 1_000, idleMs: 1_000, checkMs: 20 }
const PATIENT: HttpTimeouts = { headMs: 5_000, requestMs: 5_000, idleMs: 5_000, checkMs: 1_000 }

describe('the server over TLS', () => {
  const folder = scratchFolder()
  let one: TlsPair
  let other: TlsPair
  before(async () => {
    ;[one, other] = await Promise.all([certificate(), certificate()])
  })
  let server: Server
  const open = async (timeouts = PATIENT): Promise<number> => {
    server = makeHttpsServer(({ socket }, response) => response.end(String('encrypted' in socket)), {}, one, timeouts)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const text = (get: typeof getPlain | typeof getSecure, url: string, ca = one.cert): Promise<string> =>
    new Promise((resolve, reject) => {
      get(url, { ca, agent: false }, (response: IncomingMessage) => {
        let all = ''
        response.on('data', (chunk: Buffer) => (all += chunk.toString()))
        response.on('end', () => {
          resolve(all)
        })
      }).on('error', reject)
    })

  it('speaks TLS, and plain HTTP to this machine, on one port; sockets as well', async () => {
    const port = await open()
    new WebSocketServer({ server }).on('connection', (socket) => {
      socket.send('hello')
    })
    const hello = (url: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url, { ca: one.cert })
        socket.on('error', reject)
        socket.on('message', (words: Buffer) => {
          resolve(words.toString())
          socket.terminate()
        })
      })
    expect([
      await text(getSecure, `https://localhost:${port}/`),
      await text(getPlain, `http://localhost:${port}/`),
      await hello(`wss://localhost:${port}/`),
      await hello(`ws://localhost:${port}/`),
    ]).to.deep.equal(['true', 'false', 'hello', 'hello'])
  })

  it('tells others who speak plain HTTP to use https', async () => {
    server = createServer(one, (_, response) => response.end('served'))
    acceptLoopbackPlainHttp(server, { timeoutMs: 5_000, refusal: 'use https', isLoopback: () => false })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { write, read } = await rawConnection(port)
    write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect([await read(), await text(getSecure, `https://localhost:${port}/`)]).to.deep.equal(['use https', 'served'])
  })

  it('drops who says nothing or no TLS, and goes on', async () => {
    const port = await open(QUICK)
    const [silent, broken] = [await rawConnection(port), await rawConnection(port)]
    broken.write('\x16\x03\x01 this is no handshake')
    await Promise.all([silent.read(), broken.read()])
    expect(await text(getSecure, `https://localhost:${port}/`)).to.equal('true')
  })

  it('shows the next certificate once the files have changed, and keeps the last good one through a bad change', async () => {
    const files = { keyFile: join(folder(), 'key.pem'), certificateFile: join(folder(), 'cert.pem') }
    const write = async ({ key, cert }: TlsPair): Promise<void> => {
      await writeFile(files.keyFile, key)
      await writeFile(files.certificateFile, cert)
    }
    await write(one)
    const port = await open()
    const faults: string[] = []
    const stop = watchTls(files, {
      everyMs: 10,
      inUse: one,
      onPair: (pair) => {
        server.setSecureContext(pair)
      },
      onFault: ({ detail }) => faults.push(detail),
    })
    const shown = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          resolve(socket.getPeerX509Certificate()?.toString().trim() ?? '')
          socket.destroy()
        }).on('error', reject)
      })
    try {
      await eventually(async () => {
        expect(await shown()).to.equal(one.cert.trim())
      })
      await writeFile(files.certificateFile, 'rubbish')
      await eventually(() => {
        expect(faults).to.have.length.greaterThan(0)
      })
      expect(await shown()).to.equal(one.cert.trim())
      await write(other)
      await eventually(async () => {
        expect(await shown()).to.equal(other.cert.trim())
      })
    } finally {
      stop()
    }
  })

  it('says which file cannot be used and why, and nothing of the key', async () => {
    await open()
    const file = async (name: string, content: string): Promise<string> => {
      await writeFile(join(folder(), name), content)
      return join(folder(), name)
    }
    const [key, cert, foreign] = [
      await file('key', one.key),
      await file('cert', one.cert),
      await file('foreign', other.cert),
    ]
    const detail = async (keyFile: string, certificateFile: string): Promise<string> => {
      const read = await readTls({ keyFile, certificateFile })
      return E.isLeft(read) ? read.left.detail : 'usable'
    }
    const missing = join(folder(), 'missing')
    const told = [await detail(missing, cert), await detail(key, missing), await detail(key, foreign)]
    expect(await detail(key, cert)).to.equal('usable')
    expect(told[0]).to.match(/^the key file .*missing cannot be read: ENOENT/)
    expect(told[1]).to.match(/^the certificate file .*missing cannot be read: ENOENT/)
    expect(told[2]).to.match(/key and .*foreign are no usable pair: /)
    expect(await detail(cert, key)).to.match(/no usable pair/)
    expect(told.join()).to.not.contain(one.key.split('\n')[1])
  })
})
