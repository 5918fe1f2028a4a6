import { WebSocket } from 'ws'
import { eventually } from '../support/eventually.js'
import { bootSystemdMachine, type SystemdMachine } from '../support/systemd-machine.js'
import { terminalClient } from '../support/terminal-client.js'

/** An image is built and a machine boots. */
const BOOT_WITHIN_MS = 120_000

describe('a hub that is a service of systemd', function () {
  this.timeout(90_000)
  let machine: SystemdMachine
  before(async function () {
    this.timeout(BOOT_WITHIN_MS)
    machine = await bootSystemdMachine()
  })
  after(async () => {
    await (machine as SystemdMachine | undefined)?.stop()
  })

  const answers = (): Promise<void> =>
    eventually(async () => {
      expect((await fetch(`http://${machine.host}/healthz`)).status).to.equal(200)
    })
  const hubPid = (): Promise<string> =>
    machine.run('systemctl', '--user', 'show', '--value', '--property=MainPID', 'penates.service')
  const tmux = (...words: ReadonlyArray<string>): Promise<string> => machine.run('tmux', ...words)

  it('is installed, starts again when it is told to, and loses neither a session nor a byte', async () => {
    expect(await machine.penates('service', 'install')).to.include('Installed penates.service')
    await answers()
    const first = await hubPid()
    expect(await machine.penates('service', 'status')).to.include(`runs as process ${first}.\nThe hub answers at`)
    const token = await machine.run('cat', '/home/penates/.penates/operator-token')
    const call = (method: string, path: string, body?: object): Promise<Response> =>
      fetch(`http://${machine.host}${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    const open = () => terminalClient(new WebSocket(`ws://${machine.host}/api/terminal/cc-a`, [`bearer.${token}`]))

    const created = await call('POST', '/api/sessions', { name: 'a', directory: '/home/penates', shell: true })
    expect(created.status).to.equal(201)
    const before = await open()
    before.type('for i in $(seq 1 60); do echo line-$i-end; sleep 0.02; done; echo all-$((1+1))-done\r')
    await before.shows('line-3-end')
    const server = await tmux('display-message', '-p', '#{pid}')
    const restarted = await call('POST', '/api/server/restart')
    expect([restarted.status, await restarted.json()]).to.deep.equal([
      200,
      { ok: true, restarting: true, target: 'penates.service' },
    ])
    await before.closed
    await eventually(async () => {
      expect(await hubPid()).to.not.be.oneOf([first, '0'])
    })
    await answers()
    expect(await tmux('display-message', '-p', '#{pid}')).to.equal(server)
    const after = await open()
    await after.shows('all-2-done')
    const { data } = (await (await call('GET', '/api/sessions/cc-a/scrollback?lines=1000')).json()) as { data: string }
    const seen = data + after.shown()
    const missing = Array.from({ length: 60 }, (_, at) => `line-${String(at + 1)}-end`).filter((l) => !seen.includes(l))
    expect(missing).to.deep.equal([])

    expect(await machine.penates('service', 'remove')).to.include('Removed')
    await after.closed
    expect(await tmux('list-sessions', '-F', '#{session_name}')).to.equal('cc-a')
  })
})
