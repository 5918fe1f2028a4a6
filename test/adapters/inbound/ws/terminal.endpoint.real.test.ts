import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { terminalEndpoint } from '../../../../adapters/inbound/ws/terminal.endpoint.js'
import { memoryAuditLog } from '../../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryLog } from '../../../../adapters/outbound/memory/log.memory.js'
import { tmuxTerminalHost } from '../../../../adapters/outbound/tmux/terminal-host.tmux.js'
import { sessionCommands } from '../../../../adapters/outbound/tmux/session-commands.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { THE_HUB } from '../../../../application/shared/audit-log.port.js'
import { makeAttachments, type Attachments } from '../../../../application/terminal/attachments.js'
import { makeLastSize } from '../../../../application/terminal/last-size.js'
import { makeReturnToTerminal } from '../../../../application/terminal/return-to-terminal.js'
import { makeOpenTerminal } from '../../../../application/terminal/open-terminal.js'
import { childEnvironment } from '../../../../composition/config/environment.js'
import { eventually } from '../../../support/eventually.js'
import { serveSockets, type LoopbackSockets, type SocketClient } from '../../../support/loopback-sockets.js'
import { privateTmux, type PrivateTmux } from '../../../support/private-tmux.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { makeSessionDirectory } from '../../../../application/sessions/session-directory.js'

const MIB = 1024 * 1024

describe('terminal endpoint on tmux', () => {
  const folder = scratchFolder()
  let tmux: PrivateTmux
  let attachments: Attachments
  let sockets: LoopbackSockets

  beforeEach(async () => {
    tmux = privateTmux()
    await tmux.run('new-session', '-d', '-s', 'keeper', 'cat')
    const host = tmuxTerminalHost({
      tmux: tmux.argv,
      commands: sessionCommands(tmux.command),
      home: folder(),
      environment: childEnvironment(process.env),
    })
    attachments = makeAttachments()
    const directory = makeSessionDirectory()
    const openTerminal = makeOpenTerminal({
      host,
      attachments,
      directory,
      lastSize: makeLastSize(),
      audit: memoryAuditLog(),
      clock: systemClock,
    })
    const returnToTerminal = makeReturnToTerminal({ openTerminal, directory, clock: systemClock })
    const caller = { ...THE_HUB, principal: { kind: 'operator' } } as const
    sockets = await serveSockets<typeof caller>({
      admit: () => Promise.resolve({ _tag: 'proceed', caller }),
      endpoints: [
        terminalEndpoint({ openTerminal, returnToTerminal, permits: () => TE.right(true), log: memoryLog() }),
      ],
    })
  })
  afterEach(async () => {
    await sockets.close()
    await tmux.stop()
  })

  const start = (session: string, command: string): Promise<string> =>
    tmux.run('new-session', '-d', '-s', session, '-c', folder(), command)

  async function shows(client: SocketClient, text: string): Promise<void> {
    await eventually(() => {
      expect(client.bytes()).to.contain(text)
    })
  }

  it('types a large paste whole and in order, into a program that takes its time', async () => {
    await start('paste', 'stty raw -echo; echo ready; while head -c 4096; do sleep 0.001; done > pasted')
    const client = sockets.client('/api/terminal/paste')
    await shows(client, 'ready')
    const lines = Array.from({ length: 60_000 }, (_, line) => `line ${String(line)}\n`).join('')
    for (let from = 0; from < lines.length; from += 200_000) {
      client.send({ type: 'input', data: lines.slice(from, from + 200_000) })
    }
    client.send({ type: 'input', data: '.'.repeat(4096) })
    await eventually(async () => {
      const pasted = await readFile(join(folder(), 'pasted'), 'utf8')
      expect(pasted.startsWith(lines)).to.equal(true)
    })
  })

  it('tells the program in the session the size of its viewer', async () => {
    await start('sized', 'while read line; do stty size; done')
    const client = sockets.client('/api/terminal/sized?cols=91&rows=33')
    await client.opened
    const tells = (size: string): Promise<void> =>
      eventually(() => {
        client.send({ type: 'input', data: '\r' }) // tmux tells its programs a moment later
        expect(client.bytes()).to.contain(size)
      })
    await tells('32 91') // tmux keeps a line for its status
    client.send({ type: 'resize', cols: 70, rows: 20 })
    await tells('19 70')
  })

  it('closes with 4004 directly when the program exits, the session is killed or tmux itself dies', async () => {
    await start('exits', 'read line')
    await start('killed', 'cat')
    const [exits, killed, keeper] = ['exits', 'killed', 'keeper'].map((name) =>
      sockets.client(`/api/terminal/${name}`),
    ) as [SocketClient, SocketClient, SocketClient]
    for (const client of [exits, killed, keeper]) await shows(client, '\x1b[H')
    exits.send({ type: 'input', data: '\r' })
    expect([(await exits.closed).code, exits.bytes().endsWith('[exited]\r\n')]).to.deep.equal([4004, true])
    await tmux.run('kill-session', '-t', '=killed')
    expect((await killed.closed).code).to.equal(4004)
    process.kill(Number(await tmux.run('display-message', '-p', '#{pid}')), 'SIGKILL')
    expect((await keeper.closed).code).to.equal(4004)
    expect(attachments.count()).to.equal(0)
  })

  it('waits without work for a tmux that is stopped, and then types what was typed meanwhile', async () => {
    const client = sockets.client('/api/terminal/keeper')
    await shows(client, '\x1b[H')
    const pid = Number(await tmux.run('display-message', '-p', '#{pid}'))
    process.kill(pid, 'SIGSTOP')
    try {
      client.send({ type: 'input', data: `${'x'.repeat(100)}\r`.repeat(1000) })
      client.send({ type: 'input', data: 'the end\r' })
      client.send({ type: 'ping' })
      await eventually(() => {
        expect(client.texts).to.have.length(1)
      })
      // A loop that spins takes all of every while; what the process has to do besides takes some of one.
      await eventually(async () => {
        const before = process.cpuUsage()
        await new Promise((resolve) => setTimeout(resolve, 300))
        const { user, system } = process.cpuUsage(before)
        expect((user + system) / 1000).to.be.lessThan(90)
      })
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await shows(client, 'the end')
  })

  it('is not delayed by viewers that read nothing, or one byte a second', async () => {
    await start('flood', 'stty -echo; while true; do echo "some line of a long build log"; done')
    const slow = Array.from({ length: 8 }, () => sockets.raw('/api/terminal/flood?cols=200&rows=50'))
    for (const { received } of slow) {
      await eventually(() => {
        expect(received()).to.contain('\x1b[H')
      })
    }
    for (const { socket } of slow) socket.pause()
    const trickle = setInterval(() => {
      for (const { socket } of slow.slice(4)) socket.read(1)
    }, 1_000)
    try {
      const before = process.memoryUsage().arrayBuffers
      const quick = sockets.client('/api/terminal/flood?cols=200&rows=50')
      await shows(quick, 'some line of a long build log')
      quick.socket.removeAllListeners('message')
      let frames = 0
      quick.socket.on('message', () => (frames += 1))
      const typist = sockets.client('/api/terminal/keeper')
      await shows(typist, '\x1b[H')
      for (const word of ['first', 'second', 'third']) {
        typist.send({ type: 'input', data: word })
        await shows(typist, word)
      }
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      const until = frames
      await eventually(() => {
        expect(frames).to.be.greaterThan(until)
      })
      // Between two collections of garbage it is more; without a bound it would only grow.
      await eventually(() => {
        expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(20 * MIB)
      })
      expect(attachments.count()).to.equal(10)
    } finally {
      clearInterval(trickle)
    }
  })
})
