import { createServer } from 'node:net'
import { spawn } from 'node-pty'

/**
 * The limit for a key on its way through a socket: a process of its own that does nothing but join a TCP connection on
 * loopback to `tmux attach` in a bare pty. Arguments: the target session, then tmux and its options.
 */
const [session = '', program = '', ...socket] = process.argv.slice(2)
const { TMUX: _, TMUX_PANE: __, ...env } = process.env

const server = createServer((connection) => {
  connection.setNoDelay()
  const pty = spawn(program, [...socket, '-u', 'attach-session', '-t', `=${session}`], {
    name: 'xterm-256color',
    cols: 120,
    rows: 40,
    env,
    encoding: null,
  })
  pty.onData((chunk) => connection.write(chunk))
  connection.on('data', (chunk) => {
    pty.write(chunk)
  })
  connection.on('close', () => {
    pty.kill()
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.(server.address())
})
