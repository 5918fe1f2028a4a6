import { spawn } from 'node-pty'
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * The limit for a key on its way through a socket: a process of its own that does nothing but join a WebSocket on loopback
 * to `tmux attach` in a bare pty, with one frame for each key and one for each chunk of output. Arguments: the target
 * session, then tmux and its options.
 */
const [session = '', program = '', ...socket] = process.argv.slice(2)
const { TMUX: _, TMUX_PANE: __, ...env } = process.env

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (connection: WebSocket) => {
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
