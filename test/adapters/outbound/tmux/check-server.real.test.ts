import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { checkServer } from '../../../../adapters/outbound/tmux/check-server.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'

describe('checkServer', () => {
  let t: TmuxOnOwnSocket
  beforeEach(async () => {
    t = await openTmuxHost()
  })
  afterEach(() => t.close())

  const found = async (socketTable?: string) => {
    const findings = await checkServer({
      runner: processCommandRunner(() => t.environment),
      binary: 'tmux',
      socket: { socketPath: t.socketPath },
      environment: t.environment,
      ...(socketTable === undefined ? {} : { socketTable }),
    })()
    return findings.map(({ name, state, detail }) => `${state} ${name}: ${detail.replace(t.directory, '')}`)
  }

  it('finds nothing where no server runs, and starts none', async () => {
    expect(await found()).to.deep.equal([])
    expect(await t.tmux('list-sessions').catch(() => 'none')).to.equal('none')
  })

  it('finds nothing in a server with its own defaults', async () => {
    await t.tmux('new-session', '-d', '-s', 'one', 'cat')
    expect(await found()).to.deep.equal([])
  })

  it('names every setting that disturbs a hub', async () => {
    await t.tmux('new-session', '-d', '-s', 'one', 'cat')
    await t.host.list() // stays attached: with these settings the server would end
    await t.tmux('set-hook', '-g', 'after-new-session[0]', 'run-shell "sleep 3"')
    await t.tmux('set-hook', '-g', 'after-new-session[1]', 'run-shell "sleep 3"')
    await t.tmux('set-option', '-g', 'destroy-unattached', 'on')
    await t.tmux('set-option', '-s', 'exit-unattached', 'on')
    await t.tmux('set-option', '-g', '-w', 'window-size', 'manual')
    await t.tmux('set-option', '-s', 'command-alias[90]', 'show-options=wait-for -S x')
    await t.tmux('set-option', '-s', 'command-alias[91]', 'neww=new-session -A')
    await t.tmux('set-option', '-s', 'command-alias[92]', 'mine=new-session -A')
    await t.tmux('set-option', '-s', 'command-alias[93]', 'list-window=wait-for -S x')
    expect(await found()).to.deep.equal([
      'warning tmux hooks: after-new-session: the hub waits for their commands whenever it changes something',
      'warning tmux destroy-unattached: on: tmux ends sessions without an attached client',
      'warning tmux exit-unattached: on: the tmux server ends, with every session, when the hub stops and no client is attached',
      'warning tmux window-size: manual: tmux 3.5a ends, with every session, when a session is started, by the hub or by hand',
      'warning tmux command-alias: show-options, neww: shadows tmux’s own command',
      'warning tmux command-alias: list-window: is run in place of a command that the hub sends by this short name, so that sessions cannot be started or changed',
    ])
  })

  it('tells a socket file that was removed, and one that another server has taken the place of', async () => {
    const table = join(t.directory, 'sockets')
    const listening = (path: string): string => `0000000000000000: 00000002 00000000 00010000 0001 01 4711 ${path}\n`
    const connected = `0000000000000000: 00000003 00000000 00000000 0001 03 4712 ${t.socketPath}\n`
    await writeFile(table, `Num RefCount Protocol Flags Type St Inode Path\n${listening(t.socketPath)}${connected}`)
    expect(await found(table)).to.deep.equal([
      'warning tmux socket: the file of a server that runs was removed (/socket)',
    ])
    await t.tmux('new-session', '-d', '-s', 'one', 'cat')
    expect(await found(table)).to.deep.equal([])
    await writeFile(table, listening(t.socketPath) + listening(t.socketPath) + listening(`${t.socketPath}x`))
    expect(await found(table)).to.deep.equal([
      'warning tmux socket: another server has taken the place of one that still runs: its sessions cannot be reached (/socket)',
    ])
  })

  if (process.platform === 'linux')
    it('reads the kernel’s own table', async () => {
      await t.tmux('new-session', '-d', '-s', 'one', 'cat')
      const moved = join(t.directory, 'moved')
      await rename(t.socketPath, moved)
      try {
        expect(await found()).to.have.length(1)
        await t.tmux('new-session', '-d', '-s', 'two', 'cat')
        expect((await found())[0]).to.contain('another server has taken the place')
      } finally {
        await t.tmux('-S', moved, 'kill-server')
        await rm(moved, { force: true })
      }
    })
})
