import type { IncomingMessage } from 'node:http'
import { spawn } from '@lydell/node-pty'
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * The limit for keys and output on their way through a socket: a separate process that does nothing but join WebSockets on
 * loopback to `tmux attach` in bare ptys, with one frame for each key and one for each chunk of output. The path of a socket
 * is the name of its session. Arguments: tmux and its options.
 */
const [program = '', ...socket] = process.argv.slice(2)
const { TMUX: _, TMUX_PANE: __, ...env } = process.env

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (connection: WebSocket, { url }: IncomingMessage) => {
  const session = decodeURIComponent((url ?? '').slice(1))
  const pty = spawn(program, [...socket, '-u', 'attach-session', '-t', `=${session}`], {
    name: 'xterm-256color',
    cols: 120,
    rows: 40,
    env,
    encoding: null,
  })
  pty.onData((chunk) => {
    connection.send(chunk, { binary: true })
  })
  connection.on('message', (frame: Buffer) => {
    const { data } = JSON.parse(frame.toString()) as { readonly data: string }
    pty.write(data)
  })
  connection.on('close', () => {
    pty.kill()
  })
})
server.on('listening', () => {
  process.send?.(server.address())
})
