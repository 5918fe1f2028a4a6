import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace } from '../support/hub-process.js'
import { terminalClient } from '../support/terminal-client.js'
import { openUserManager, type UserManager } from '../support/user-manager.js'

const execute = promisify(execFile)

/** One that nobody has by chance; a service cannot tell which one it took. */
const freePort = (): number => 20_000 + Math.floor(Math.random() * 12_000)

const answers = (url: string): Promise<void> =>
  eventually(async () => {
    expect((await fetch(`${url}/healthz`)).status).to.equal(200)
  })

/** stat of a process: its parent, process group and session. proc_pid_stat(5). */
async function familyOf(pid: string): Promise<{ parent: number; group: number; session: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const [, parent = 0, group = 0, session = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  return { parent, group, session }
}

describe('a hub that is a service', function () {
  this.timeout(90_000)
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
  })
  afterEach(() => place.close())

  const tmuxPid = async (): Promise<string> => (await place.tmux.run('display-message', '-p', '#{pid}')).trim()

  it('starts tmux outside of its process group, its session and its children: nothing ends it with the hub', async () => {
    const hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'a', directory: place.home, shell: true })
    const tmux = await familyOf(await tmuxPid())
    const own = await familyOf(String(hub.process.pid))
    expect([tmux.group === own.group, tmux.session === own.session, tmux.parent === hub.process.pid]).to.deep.equal([
      false,
      false,
      false,
    ])
  })

  describe('of a real systemd', () => {
    let systemd: UserManager | null
    beforeEach(async () => {
      systemd = await openUserManager(place.home)
    })
    afterEach(() => systemd?.close())

    it('is installed, starts again when it is told to, and loses neither a session nor a byte', async () => {
      if (systemd === null) return // the process groups above are all that can be shown here
      const port = freePort()
      const url = `http://127.0.0.1:${String(port)}`
      const environment = { ...systemd.environment, PORT: String(port) }
      const penates = (...words: ReadonlyArray<string>) => place.runWith(environment, ...words)

      const installed = await penates('service', 'install')
      expect(installed.output).to.include('Installed penates.service')
      await answers(url)
      const pidOf = async (): Promise<string> => {
        const argv = ['--user', 'show', '--value', '--property=MainPID', 'penates.service']
        return (await execute('systemctl', argv, { env: { ...process.env, ...environment } })).stdout.trim()
      }
      const first = await pidOf()
      expect((await penates('service', 'status')).output).to.include(
        `runs as process ${first}.\nThe hub answers at ${url}`,
      )
      const token = (await readFile(join(place.state, 'operator-token'), 'utf8')).trim()
      const call = (method: string, path: string, body?: object): Promise<Response> =>
        fetch(url + path, {
          method,
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
      const open = () =>
        terminalClient(new WebSocket(`ws://127.0.0.1:${String(port)}/api/terminal/cc-a`, [`bearer.${token}`]))

      await call('POST', '/api/sessions', { name: 'a', directory: place.home, shell: true })
      const before = await open()
      before.type('for i in $(seq 1 60); do echo line-$i-end; sleep 0.02; done; echo all-$((1+1))-done\r')
      await before.shows('line-3-end')
      const server = await tmuxPid()
      const restarted = await call('POST', '/api/server/restart')
      expect([restarted.status, await restarted.json()]).to.deep.equal([
        200,
        { ok: true, restarting: true, target: 'penates.service' },
      ])
      await before.closed
      await eventually(async () => {
        expect(await pidOf()).to.not.be.oneOf([first, '0'])
      })
      await answers(url)
      expect(await tmuxPid()).to.equal(server)
      const after = await open()
      await after.shows('all-2-done')
      const { data } = (await (await call('GET', '/api/sessions/cc-a/scrollback?lines=1000')).json()) as {
        data: string
      }
      const seen = data + after.shown()
      const missing = Array.from({ length: 60 }, (_, at) => `line-${String(at + 1)}-end`).filter(
        (l) => !seen.includes(l),
      )
      expect(missing).to.deep.equal([])

      expect((await penates('service', 'remove')).output).to.include('Removed')
      await after.closed
      expect(await place.tmux.run('list-sessions', '-F', '#{session_name}')).to.equal('cc-a\n')
    })
  })
})
