import { connect, type Socket } from 'node:net'

/** A connection on which a test writes bytes as it likes. */
export interface RawConnection {
  readonly write: (text: string) => void
  /** Everything received until the other side closes, or until `enough` says so. */
  readonly read: (enough?: (text: string) => boolean) => Promise<string>
  /** Ends the connection hard, as a phone in a tunnel does. */
  readonly cut: () => void
  readonly socket: Socket
}

export async function rawConnection(port: number): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  const waiting = new Set<() => void>()
  const wake = (): void => {
    for (const look of waiting) look()
  }
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    wake()
  })
  socket.on('error', () => undefined)
  socket.on('close', wake)
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))

  return {
    socket,
    write: (text) => void socket.write(text, 'latin1'),
    cut: () => void socket.resetAndDestroy(),
    read: (enough = () => false) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!socket.closed && !enough(received)) return
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
  }
}
