import { connect, type Socket } from 'node:net'

/** Asks for one thing again and again, with as little work as possible in this process. */
export interface BenchClient {
  /** Settles with the whole answer; rejects when that is no 200. */
  readonly ask: () => Promise<void>
  readonly close: () => void
}

/** Caller and its address. All of 127.0.0.0/8 is this machine, and each address has its own rate limit. */
export interface Asker {
  readonly port: number
  readonly head: string
  readonly address: string
}

const END_OF_HEAD = Buffer.from('\r\n\r\n')

export async function benchClient({ port, head, address }: Asker): Promise<BenchClient> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: address, noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  const request = Buffer.from(head)
  return { ask: () => exchange(socket, request), close: () => socket.destroy() }
}

function exchange(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing: number | null = null
    let start = Buffer.alloc(0)
    const settle = (error?: Error): void => {
      socket.off('data', onData).off('close', onClose)
      if (error) reject(error)
      else resolve()
    }
    const onClose = (): void => {
      settle(new Error('the connection was closed'))
    }
    const onData = (chunk: Buffer): void => {
      if (missing === null) {
        start = Buffer.concat([start, chunk])
        const end = start.indexOf(END_OF_HEAD)
        if (end === -1) return
        const text = start.subarray(0, end).toString('latin1')
        if (!text.startsWith('HTTP/1.1 200')) {
          settle(new Error(`no answer: ${text}`))
          return
        }
        const length = Number(/^content-length: (\d+)$/im.exec(text)?.[1] ?? NaN)
        missing = end + END_OF_HEAD.length + length - start.length
      } else {
        missing -= chunk.length
      }
      if (missing <= 0) settle()
    }
    socket.on('data', onData).on('close', onClose)
    socket.write(request)
  })
}
