import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { hubPlace, type Answer, type HubPlace } from '../support/hub-process.js'
import { terminalClient } from '../support/terminal-client.js'

interface Listed {
  readonly name: string
  readonly status: string
  readonly path: string
  readonly attached: boolean
}

const listOf = ({ body }: Answer): ReadonlyArray<Listed> => body as ReadonlyArray<Listed>
const statuses = (answer: Answer) => listOf(answer).map(({ name, status }) => [name, status])

const AHEAD_MS = Date.UTC(2100, 0, 1)

describe('the hub on real tmux', function () {
  this.timeout(60_000)
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
  })
  afterEach(() => place.close())

  it('loses no session, no state and no byte when it is killed with -9', async () => {
    const first = await place.start()
    await first.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
    await first.call('POST', '/api/sessions/cc-shop/pin', { pinned: true })
    const before = await terminalClient(first.socket('/api/terminal/cc-shop?cols=100&rows=30'))
    before.type('for i in $(seq 1 300); do echo line-$i-end; done; (sleep 1; echo made-while-dead) &\r')
    await before.shows('line-300-end')
    const token = (await readFile(join(place.state, 'operator-token'), 'utf8')).trim()
    await first.end('SIGKILL')
    await writeFile(join(place.state, 'boot.json'), `{"version":1,"bootMs":${String(AHEAD_MS)}}`) // by a clock that ran ahead

    const second = await place.start()
    expect((await second.call('GET', '/api/sessions')).headers.get('X-Penates-Boot')).to.equal(String(AHEAD_MS + 1))
    expect(second.token).to.equal(token)
    expect(statuses(await second.call('GET', '/api/sessions'))).to.deep.equal([['cc-shop', 'running']])
    const after = await terminalClient(second.socket('/api/terminal/cc-shop?cols=100&rows=30'))
    await after.shows('made-while-dead')
    const { body } = await second.call('GET', '/api/sessions/cc-shop/scrollback?lines=10000')
    const all = (body as { data: string }).data + after.shown()
    const missing = Array.from({ length: 300 }, (_, index) => `line-${String(index + 1)}-end`).filter(
      (line) => !all.includes(line),
    )
    expect(missing).to.deep.equal([])
    expect((listOf(await second.call('GET', '/api/sessions'))[0] as unknown as { pinned: boolean }).pinned).to.equal(
      true,
    )
    expect(await second.end('SIGTERM')).to.equal(0)
  })

  it('revives what ran when tmux itself died, in its folder, and nothing that ended before', async () => {
    const work = join(place.home, 'work #(touch x) dir')
    await mkdir(work)
    const first = await place.start()
    for (const name of ['a', 'b', 'c']) {
      const { status } = await first.call('POST', '/api/sessions', { name, directory: work, shell: true })
      expect(status).to.equal(201)
    }
    const client = await terminalClient(first.socket('/api/terminal/cc-b'))
    client.type('exit\r')
    expect(await client.closed).to.equal(4004)
    await first.call('DELETE', '/api/sessions/cc-c?keep=1')
    await first.end('SIGKILL')
    await place.tmux.stop()

    const second = await place.start()
    await eventually(async () => {
      const list = listOf(await second.call('GET', '/api/sessions'))
      expect(list.map(({ name, status, path }) => [name, status, path])).to.deep.equal([
        ['cc-a', 'running', work],
        ['cc-b', 'dormant', work],
        ['cc-c', 'dormant', work],
      ])
    }, 15_000)
  })

  it('tells every client when it stops, ends with 0 before it would be cut off, and leaves the sessions alone', async () => {
    const hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'a', directory: place.home, shell: true })
    const terminal = await terminalClient(hub.socket('/api/terminal/cc-a'))
    const events = hub.socket('/api/notifications/events')
    await once(events, 'open')
    const eventsClosed = once(events, 'close')
    expect(await hub.end('SIGTERM')).to.equal(0)
    expect([await terminal.closed, (await eventsClosed)[0]]).to.deep.equal([1001, 1001])
    await eventually(async () => {
      const sessions = await place.tmux.run('list-sessions', '-F', '#{session_name} #{session_attached}')
      expect(sessions).to.equal('cc-a 0\n')
    })
  })

  it('tells of sessions that people make, rename and end by hand', async () => {
    const hub = await place.start()
    const events = hub.socket('/api/notifications/events')
    const heard: unknown[] = []
    events.on('message', (raw: Buffer) => heard.push(JSON.parse(raw.toString())))
    await once(events, 'open')
    /** Waits for an event, and gives the id of its session. */
    const hears = async (event: object): Promise<unknown> => {
      await eventually(() => {
        const { at: _, id: __, ...last } = heard.at(-1) as Record<string, unknown>
        expect(last).to.deep.equal(event)
      })
      return (heard.at(-1) as { readonly id: unknown }).id
    }

    await place.tmux.run('new-session', '-d', '-s', 'größe')
    const first = await hears({ type: 'session-started', name: 'größe' })
    await place.tmux.run('new-session', '-d', '-s', 'two')
    const id = await hears({ type: 'session-started', name: 'two' })
    expect(id).to.be.a('string').and.not.to.equal(first)
    await place.tmux.run('rename-session', '-t', '=two', 'three')
    expect(await hears({ type: 'session-renamed', oldName: 'two', newName: 'three' })).to.equal(id)
    await place.tmux.run('kill-session', '-t', '=three')
    expect(await hears({ type: 'session-ended', name: 'three' })).to.equal(id)
    expect(heard).to.have.length(5)
    expect(statuses(await hub.call('GET', '/api/sessions'))).to.deep.equal([['größe', 'foreign']])
    events.close()
  })

  it('refuses to run twice on one state folder, and says who holds it', async () => {
    const hub = await place.start()
    const { code, output } = await place.fail()
    expect(code).to.equal(1)
    expect(output).to.include('another hub runs on').and.to.include(String(hub.process.pid))
    await hub.end('SIGKILL')
    const next = await place.start()
    expect((await next.call('GET', '/api/sessions')).status).to.equal(200)
  })

  it('refuses a rotated token and disconnects its clients', async () => {
    const hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'a', directory: place.home, shell: true })
    const terminal = await terminalClient(hub.socket('/api/terminal/cc-a'))
    const events = hub.socket('/api/notifications/events')
    await once(events, 'open')
    const eventsClosed = once(events, 'close')

    const { code, output } = await place.run('token', 'rotate')
    const token = output.trim()
    expect([code, token === hub.token]).to.deep.equal([0, false])
    expect([await terminal.closed, (await eventsClosed)[0]]).to.deep.equal([4001, 4001])
    const [late] = (await once(hub.socket('/api/notifications/events'), 'close')) as [number]
    const before = await hub.call('GET', '/api/sessions')
    const after = await hub.call('GET', '/api/sessions', undefined, { Authorization: `Bearer ${token}` })
    expect([late, before.status, after.status, statuses(after)]).to.deep.equal([4001, 401, 200, [['cc-a', 'running']]])
    await eventually(async () => {
      expect((await hub.call('GET', '/healthz')).body).to.include({ sessions: 1, activePtys: 0 })
    })
    await eventually(() => {
      expect(hub.output()).to.include('the operator token was rotated').and.not.to.include(token)
    })
  })

  it('shows its token to no session, in no argv and in no log', async () => {
    // Programs of other tests have long words in their command lines.
    const privateKey = randomBytes(32).toString('base64url')
    const hub = await place.start({
      AUTH_TOKEN: 'an-operator-token-that-nobody-may-see',
      VAPID_PRIVATE_KEY: privateKey,
      VAPID_PUBLIC_KEY: 'y'.repeat(87),
      VAPID_SUBJECT: 'https://hub.example',
    })
    await hub.call('POST', '/api/sessions', { name: 'a', directory: place.home, command: 'env | sort; exec sleep 900' })
    const client = await terminalClient(hub.socket('/api/terminal/cc-a?cols=200&rows=200'))
    await client.shows(/PENATES_TOKEN=\w+\W/)
    const processes = await readProcesses()
    const seen = [client.shown(), processes, hub.output(), await readFile(join(place.state, 'audit.log'), 'utf8')]
    for (const text of seen) {
      expect(text).not.to.include('an-operator-token-that-nobody-may-see')
      expect(text).not.to.include(privateKey)
    }
    const sessionToken = /PENATES_TOKEN=(\w+)/.exec(client.shown())?.[1] ?? ''
    expect(sessionToken).not.to.equal('')
    expect(processes).not.to.include(sessionToken)
    const asSession = await hub.call('GET', '/api/sessions', undefined, { Authorization: `Bearer ${sessionToken}` })
    expect([asSession.status, asSession.body]).to.deep.equal([403, { error: 'Forbidden', code: 'Forbidden' }])
    client.close()
  })
})

/** Every command line of this machine, as any user can read them. */
async function readProcesses(): Promise<string> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
  return lines.join('\n')
}
