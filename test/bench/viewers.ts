import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import { processorSeconds, type BenchHub } from './bench-hub.js'

const BARE_SOCKET = fileURLToPath(new URL('bare-socket.js', import.meta.url))
const TEXT_FRAME = 0x81
const BINARY_FRAME = 0x82
const PING_FRAME = 0x89
const MASKED = 0x80
const HTTP = Buffer.from('HTTP')
/** A mask of zeros leaves the payload as it is. */
const NO_MASK = Buffer.alloc(4)
/** Close frame with code 1000. The hub keeps a viewer that vanishes without one attached for a minute, and reads its output. */
const CLOSE_FRAME = Buffer.from([0x88, MASKED | 2, 0, 0, 0, 0, 0x03, 0xe8])

/** Viewer of a session, over any path to `tmux attach`. */
export interface BenchViewer {
  /** Settles with the first byte of the terminal. */
  readonly attached: Promise<void>
  readonly type: (input: string) => void
  /** Called for each chunk from now on, in place of the one before. */
  readonly onOutput: (listener: (chunk: Uint8Array) => void) => void
  readonly close: () => Promise<void>
}

/** A viewer that can stop to read what it is sent. */
export interface SocketViewer extends BenchViewer {
  readonly stall: () => void
  /** Settles when either side has closed it. */
  readonly closed: Promise<void>
}

/** Through the hub, with numbered input and an id like the web client's. */
export const hubViewer = ({ port, token }: BenchHub, session: string): SocketViewer =>
  webSocketViewer(
    port,
    `/api/terminal/${encodeURIComponent(session)}?cols=120&rows=40&resume=${randomBytes(16).toString('hex')}`,
    [`Sec-WebSocket-Protocol: bearer.${token}`],
  )

/** Speaks just enough of RFC 6455 by itself, so that no client library is measured with the server. */
function webSocketViewer(port: number, path: string, headers: ReadonlyArray<string>): SocketViewer {
  const socket = connect(port, '127.0.0.1')
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...headers,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  // First the handshake's answer, then binary frames; anything else is no terminal.
  const isTerminal = (chunk: Buffer): boolean => {
    const frames = withoutHello(
      chunk.subarray(0, 4).equals(HTTP) ? chunk.subarray(chunk.indexOf('\r\n\r\n') + 4) : chunk,
    )
    // A hub that stops closes a viewer that has just come.
    if (frames[0] === CLOSE_FRAME[0]) return false
    if (frames.length > 0 && frames[0] !== BINARY_FRAME) throw new Error(`no terminal: ${chunk.toString('latin1')}`)
    return frames.length > 0
  }
  let seq = 0
  return overSocket(socket, isTerminal, (data) => {
    seq += 1
    const payload = Buffer.from(JSON.stringify({ type: 'input', data, seq }))
    return Buffer.concat([Buffer.from([TEXT_FRAME, MASKED | payload.length]), NO_MASK, payload])
  })
}

/** The hub's first frame is a short text frame; a ping of all its sockets may come at any time. */
const withoutHello = (frames: Buffer): Buffer =>
  frames[0] === TEXT_FRAME || frames[0] === PING_FRAME ? withoutHello(frames.subarray(2 + (frames[1] ?? 0))) : frames

/** `tmux attach` in a bare pty: node-pty as it comes, in this process. */
export function ptyViewer({ tmux }: BenchHub, session: string): BenchViewer {
  const [program, ...socket] = tmux.argv
  const { TMUX: _, TMUX_PANE: __, ...env } = process.env
  const pty = spawn(program, [...socket, '-u', 'attach-session', '-t', `=${session}`], {
    name: 'xterm-256color',
    cols: 120,
    rows: 40,
    env,
    encoding: null,
  })
  let listener: (chunk: Uint8Array) => void = () => undefined
  const attached = new Promise<void>((resolve) => {
    const first = pty.onData(() => {
      first.dispose()
      resolve()
    })
  })
  const exited = new Promise<void>((resolve) => {
    pty.onExit(() => {
      resolve()
    })
  })
  pty.onData((chunk) => {
    listener(chunk as unknown as Uint8Array)
  })
  return {
    attached,
    type: (input) => {
      pty.write(input)
    },
    onOutput: (next) => {
      listener = next
    },
    close: async () => {
      pty.kill()
      await exited
    },
  }
}

/** The same ptys behind bare WebSockets, joined by a separate process. */
export interface BareSockets {
  readonly open: (session: string) => BenchViewer
  /** Processor time of the process. */
  readonly processorSeconds: () => Promise<number>
  readonly stop: () => void
}

export async function startBareSockets({ tmux }: BenchHub): Promise<BareSockets> {
  const child = fork(BARE_SOCKET, tmux.argv)
  const { port } = await new Promise<AddressInfo>((resolve) => {
    child.once('message', (address) => {
      resolve(address as AddressInfo)
    })
  })
  return {
    open: (session) => webSocketViewer(port, `/${encodeURIComponent(session)}`, []),
    processorSeconds: () => processorSeconds(child.pid),
    stop: () => void child.kill(),
  }
}

function overSocket(
  socket: Socket,
  isTerminal: (chunk: Buffer) => boolean,
  encode: (input: string) => Buffer,
): SocketViewer {
  socket.setNoDelay()
  let listener: (chunk: Uint8Array) => void = () => undefined
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve()
    })
  })
  return {
    attached: new Promise((resolve, reject) => {
      socket.once('error', reject)
      const first = (chunk: Buffer): void => {
        if (!isTerminal(chunk)) return
        socket.off('data', first)
        socket.on('data', (later) => {
          listener(later)
        })
        resolve()
      }
      socket.on('data', first)
    }),
    type: (input) => {
      socket.write(encode(input))
    },
    onOutput: (next) => {
      listener = next
    },
    close: async () => {
      socket.resume().end(CLOSE_FRAME)
      await closed
    },
    stall: () => void socket.pause(),
    closed,
  }
}
