import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { shortOrLong } from '../support/short-or-long.js'
import { terminalClient, type TerminalClient } from '../support/terminal-client.js'

/** tmux types answers into the program that come 5 s after its queries. */
const STOPPED_MS = 6_000
const ROUNDS = shortOrLong(1, 5)
const VIEWERS = shortOrLong(20, 40)

/** Queries of tmux, and the answers of xterm.js and of other emulators. */
const ANSWERS: ReadonlyArray<readonly [query: string, answer: string]> = [
  ['\x1b[c', '\x1b[?1;2c'],
  ['\x1b[>c', '\x1b[>0;276;0c'],
  ['\x1b[>q', '\x1bP>|xterm.js(6.0.0)\x1b\\'],
  ['\x1b]10;?', '\x1b]10;rgb:2020/2020/2020\x1b\\'],
  ['\x1b]11;?', '\x1b]11;rgb:f0f0/f0f0/f0f0\x1b\\'],
]

describe('answers of terminal emulators while the hub is stopped', function () {
  this.timeout(90_000)
  let place: HubPlace
  let hub: HubProcess
  let file: string

  beforeEach(async () => {
    place = await hubPlace()
    hub = await place.start()
    file = join(place.home, 'bytes')
    const command = `stty raw -echo; exec cat >'${file}'`
    await hub.call('POST', '/api/sessions', { name: 'one', directory: place.home, command })
    await eventually(() => access(file))
  })
  afterEach(async () => {
    hub.process.kill('SIGCONT')
    await place.close()
  })

  const bytes = async (): Promise<string> => readFile(file, 'latin1')
  /** Number of viewers; the connection of the hub is another client. */
  const attached = async (): Promise<number> =>
    (await place.tmux.run('list-clients', '-F', '#{client_control_mode}')).split('\n').filter((line) => line === '0')
      .length

  /** Opens a terminal that answers each query as soon as it arrives, all at once or in two frames. */
  function answering(at: number): WebSocket {
    const socket = hub.socket('/api/terminal/cc-one?cols=100&rows=30')
    const left = new Map(ANSWERS)
    let shown = ''
    socket.on('message', (raw: Buffer, isBinary) => {
      if (!isBinary) return
      shown += raw.toString('latin1')
      for (const [query, answer] of left) {
        if (!shown.includes(query)) continue
        left.delete(query)
        const cut = at % 2 === 0 ? answer.length : 4
        for (const data of [answer.slice(0, cut), answer.slice(cut)])
          socket.send(JSON.stringify({ type: 'input', data }))
      }
    })
    return socket
  }

  it('never reach the program, whether the hub is stopped before or after the queries of tmux', async () => {
    let typed = ''
    for (let round = 0; round < ROUNDS; round += 1) {
      const opening = Array.from({ length: VIEWERS }, (_, at) => terminalClient(answering(at)))
      // Some of the viewers have their queries then, and others have none yet.
      await eventually(async () => void expect(await attached()).to.be.greaterThan((VIEWERS * round) / ROUNDS))
      hub.process.kill('SIGSTOP')
      await pause(STOPPED_MS)
      hub.process.kill('SIGCONT')
      const clients: ReadonlyArray<TerminalClient> = await Promise.all(opening)
      for (const client of clients) await client.shows('[cc-')
      for (const [at, client] of clients.entries()) {
        client.type(`<${String(round)}:${String(at)}\x1b[1;2R>`)
        typed += `<${String(round)}:${String(at)}\x1b[1;2R>`
        await eventually(async () => void expect(await bytes()).to.equal(typed))
      }
      for (const client of clients) client.close()
      await eventually(async () => void expect(await attached()).to.equal(0))
    }
  })

  it('are not needed by tmux: its own queries are answered within its time', async () => {
    const client = await terminalClient(hub.socket('/api/terminal/cc-one?cols=100&rows=30'))
    await client.shows('[cc-')
    await eventually(async () => {
      expect(await place.tmux.run('list-clients', '-F', '#{client_termtype}')).to.contain('xterm.js')
    })
    client.type('\x1b[?1;2c\x1b[>0;276;0ctyped')
    await eventually(async () => void expect(await bytes()).to.equal('typed'))
  })
})
