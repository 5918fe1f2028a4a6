import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import { makeUpgradeDispatcher, type UpgradeDispatcherOptions } from '../../infrastructure/ws/upgrade-dispatcher.js'
import { eventually } from './eventually.js'

/** A dispatcher on a plain HTTP server on loopback. */
export interface LoopbackSockets {
  readonly port: number
  readonly server: Server
  readonly openSockets: () => number
  readonly defects: ReadonlyArray<unknown>
  readonly dismiss: (code: number, reason: string) => void
  /** Stop of the dispatcher. */
  readonly stop: () => Promise<void>
  readonly client: (path: string, protocols?: ReadonlyArray<string>) => SocketClient
  /** A connection that has sent an upgrade and does nothing by itself afterwards. */
  readonly raw: (path: string, headers?: Readonly<Record<string, string>>) => RawClient
  /** TCP connections that the server holds. */
  readonly connections: () => Promise<number>
  /** A new socket to an endpoint that echoes opens and works. */
  readonly expectEcho: (path: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** A well-behaved client, and all it was told. */
export interface SocketClient {
  readonly socket: WebSocket
  readonly texts: ReadonlyArray<string>
  /** All binary frames, joined. */
  readonly bytes: () => string
  readonly frameCount: () => number
  readonly opened: Promise<void>
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly send: (frame: unknown) => void
}

export interface RawClient {
  readonly socket: Socket
  readonly received: () => string
  /** Settles when the other side or a fault has closed it. */
  readonly closed: Promise<void>
}

export async function serveSockets<Caller>(
  options: Omit<UpgradeDispatcherOptions<Caller>, 'onDefect'>,
): Promise<LoopbackSockets> {
  const defects: unknown[] = []
  const dispatcher = makeUpgradeDispatcher({ ...options, onDefect: (error) => void defects.push(error) })
  const server = createServer((_, response) => response.end('plain'))
  server.on('upgrade', dispatcher.upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const clients: { readonly destroy: () => void }[] = []

  function client(path: string, protocols: ReadonlyArray<string> = []): SocketClient {
    const opened = socketClient(`ws://127.0.0.1:${String(port)}${path}`, protocols)
    clients.push({
      destroy: () => {
        opened.socket.terminate()
      },
    })
    return opened
  }

  return {
    port,
    server,
    openSockets: dispatcher.openSockets,
    defects,
    dismiss: dispatcher.dismiss,
    stop: dispatcher.close,
    client,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => {
          if (error === null) resolve(count)
          else reject(error)
        })
      }),
    expectEcho: async (path) => {
      const { socket, opened, texts, closed } = client(path)
      await opened
      socket.send('still here?')
      await eventually(() => {
        expect(texts).to.deep.equal(['still here?'])
      })
      socket.close()
      await closed
    },
    raw: (path, headers = {}) => {
      const client = rawClient(port, path, headers)
      clients.push(client.socket)
      return client
    },
    close: async () => {
      for (const client of clients) client.destroy()
      await dispatcher.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function socketClient(url: string, protocols: ReadonlyArray<string>): SocketClient {
  const socket = new WebSocket(url, [...protocols])
  const texts: string[] = []
  const chunks: Buffer[] = []
  socket.on('message', (raw, isBinary) => {
    if (isBinary) chunks.push(raw as Buffer)
    else texts.push((raw as Buffer).toString('utf8'))
  })
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.on('error', reject)
  })
  opened.catch(() => undefined) // Reported by `closed` when the opening is not awaited.
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code, reason: reason.toString('utf8') })
    })
  })
  return {
    socket,
    texts,
    bytes: () => Buffer.concat(chunks).toString('utf8'),
    frameCount: () => chunks.length,
    opened,
    closed,
    send: (frame) => {
      socket.send(JSON.stringify(frame))
    },
  }
}

function rawClient(port: number, path: string, headers: Readonly<Record<string, string>>): RawClient {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk))
  socket.on('error', () => undefined)
  const all = {
    Host: '127.0.0.1',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  return {
    socket,
    received: () => Buffer.concat(chunks).toString('latin1'),
    closed: new Promise((resolve) =>
      socket.once('close', () => {
        resolve()
      }),
    ),
  }
}

const MASK = Buffer.from([1, 2, 3, 4])

/** A client's frame, byte by byte: for what a well-behaved client never sends. `claimed` overrides the length field. */
export function rawFrame(firstByte: number, payload: Buffer, claimed = payload.byteLength, masked = true): Buffer {
  const length = Buffer.alloc(9)
  length[0] = (masked ? 0x80 : 0) | 127
  length.writeBigUInt64BE(BigInt(claimed), 1)
  const body = masked ? Buffer.from(payload.map((byte, index) => byte ^ (MASK[index % 4] ?? 0))) : payload
  return Buffer.concat([Buffer.from([firstByte]), length, masked ? MASK : Buffer.alloc(0), body])
}
