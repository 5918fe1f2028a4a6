import { spawn, type IPty } from '@lydell/node-pty'
import { cliEnvironment, PROGRAM } from '../support/cli-process.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

/** Free port for a hub that is started twice on the same address. */
const PORT_OF = (url: string): string => new URL(url).port

describe('penates sessions attach in a terminal', function () {
  this.timeout(60_000)
  let place: HubPlace
  let hub: HubProcess
  const ptys = new Set<IPty>()
  beforeEach(async () => {
    place = await hubPlace()
    hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
  })
  afterEach(async () => {
    for (const pty of ptys) pty.kill('SIGKILL')
    await place.close()
  })

  function attach(...words: ReadonlyArray<string>) {
    let screen = ''
    let code: number | null = null
    const pty: IPty = spawn(process.execPath, [PROGRAM, 'sessions', 'attach', 'cc-shop', ...words], {
      cols: 90,
      rows: 25,
      cwd: place.home,
      env: cliEnvironment(place),
    })
    ptys.add(pty)
    pty.onData((data) => void (screen += data))
    pty.onExit(({ exitCode }) => {
      ptys.delete(pty)
      code = exitCode
    })
    const shows = (pattern: RegExp): Promise<void> =>
      eventually(() => {
        if (!pattern.test(screen)) throw new Error(`not shown: ${String(pattern)}\n${screen.slice(-1500)}`)
      })
    const ends = async (): Promise<number | null> => {
      await eventually(() => void expect(code).not.to.equal(null))
      return code
    }
    return { pty, shows, ends, screen: () => screen }
  }

  it('passes keys, follows the size of the window, and leaves the session alone at the detach key', async () => {
    const { pty, shows, ends, screen } = attach()
    await shows(/\$ |# /)
    pty.write('stty size; echo "on""ce-ü"\r')
    await shows(/24 90[^]*once-ü/)
    pty.resize(100, 31)
    await eventually(async () => {
      const sizes = await place.tmux.run('list-windows', '-t', 'cc-shop', '-F', '#{window_width}x#{window_height}')
      expect(sizes).to.equal('100x30\n')
    })
    pty.write('\u0003') // Ctrl-C is a key of the session
    pty.write('\u001d')
    expect(await ends()).to.equal(0)
    expect(screen()).to.match(/\u001b\[\?1049l[^]*Detached from cc-shop\./)
    await eventually(async () => {
      const { body } = await hub.call('GET', '/api/sessions')
      const sessions = body as ReadonlyArray<{ readonly attached: boolean }>
      expect(sessions.map(({ attached }) => attached)).to.deep.equal([false])
    })
  })

  it('goes on after a restart of the hub', async () => {
    const { pty, shows, ends, screen } = attach('--hub', hub.url, '--token', hub.token, '--detach-key', 'ctrl-a')
    await shows(/\$ |# /)
    await hub.end('SIGTERM')
    await shows(/Connection lost/)
    pty.write('echo "wro""ng"\r')
    await shows(/bytes kept/)
    pty.write('\u0003') // discards what was typed before
    await shows(/bytes kept[^]*trying again\.$/)
    for (const key of 'echo "aft""er"\r') pty.write(key)
    await shows(/ 15 bytes kept/)
    await place.start({ PORT: PORT_OF(hub.url) })
    await shows(/echo "aft""er"[^]*\nafter/)
    expect(screen()).to.not.match(/\nwrong/)
    pty.write('\u0001')
    expect(await ends()).to.equal(0)
  })

  it('ends with the session, and with 5 when there is none', async () => {
    const { pty, shows, ends } = attach()
    await shows(/\$ |# /)
    pty.write('exit\r')
    expect(await ends()).to.equal(0)
    await shows(/cc-shop has ended\./)
    const second = attach()
    expect(await second.ends()).to.equal(5)
  })
})
