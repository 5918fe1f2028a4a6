import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { terminalClient } from '../support/terminal-client.js'

/** The list of sessions is asked for within its rate. */
const POLL_MS = 250

describe('the hub and the tmux server of its sessions', function () {
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
  })
  afterEach(() => place.close())

  const create = async (hub: HubProcess, name: string, command: string): Promise<void> => {
    const { status } = await hub.call('POST', '/api/sessions', { name, command, directory: place.home })
    expect(status).to.equal(201)
  }
  const running = async (hub: HubProcess): Promise<ReadonlyArray<string>> => {
    const { body } = await hub.call('GET', '/api/sessions')
    return (body as ReadonlyArray<{ name: string; status: string }>)
      .filter(({ status }) => status !== 'dormant')
      .map(({ name }) => name)
  }
  const serverPid = async (): Promise<number> => Number(await place.tmux.run('display-message', '-p', '#{pid}'))
  const option = async (): Promise<string> => (await place.tmux.run('show-options', '-s', '-v', 'set-clipboard')).trim()
  const recorded = async (): Promise<unknown> => {
    const { clipboard } = JSON.parse(await readFile(join(place.state, 'known-sessions.json'), 'utf8')) as {
      clipboard?: { value: string }
    }
    return clipboard?.value
  }
  const COPIES = `echo ready; read line; printf '\\033]52;c;aGVsbG8=\\007copied'; exec cat`
  const OSC_52 = '\x1b]52;c;aGVsbG8=\x07'

  describe('TMUX_CLIPBOARD', () => {
    it('lets what a program copies reach the viewer, and is undone with the last session of the hub', async () => {
      await place.tmux.run('new-session', '-d', '-s', 'mine', 'cat')
      const hub = await place.start()
      expect(await option()).to.equal('external')
      await create(hub, 'copy', COPIES)
      await eventually(async () => void expect([await option(), await recorded()]).to.deep.equal(['on', 'external']))
      const terminal = await terminalClient(hub.socket('/api/terminal/cc-copy?cols=80&rows=24'))
      await terminal.shows('ready')
      terminal.type('\r')
      await terminal.shows(OSC_52)
      await hub.call('DELETE', '/api/sessions/cc-copy')
      await eventually(
        async () => void expect([await option(), await recorded()]).to.deep.equal(['external', undefined]),
      )
    })

    it('is undone at the next start when the hub was killed before', async () => {
      await place.tmux.run('new-session', '-d', '-s', 'mine', 'cat')
      const killed = await place.start()
      await create(killed, 'copy', 'cat')
      await eventually(async () => void expect([await option(), await recorded()]).to.deep.equal(['on', 'external']))
      await killed.end('SIGKILL')
      await place.tmux.run('kill-session', '-t', '=cc-copy:')
      expect(await option()).to.equal('on')
      await place.start()
      await eventually(
        async () => void expect([await option(), await recorded()]).to.deep.equal(['external', undefined]),
      )
    })

    it('touches nothing when it is off', async () => {
      const hub = await place.start({ TMUX_CLIPBOARD: 'off' })
      await create(hub, 'copy', COPIES)
      const terminal = await terminalClient(hub.socket('/api/terminal/cc-copy?cols=80&rows=24'))
      await terminal.shows('ready')
      terminal.type('\r')
      await terminal.shows('copied')
      expect(terminal.shown()).not.to.contain(']52;')
      expect([await option(), await recorded()]).to.deep.equal(['external', undefined])
    })
  })

  it('brings every session back that was alive when the server crashed', async () => {
    const hub = await place.start()
    for (const name of ['a', 'b', 'c', 'd']) await create(hub, name, `echo ${name}; exec cat`)
    await hub.call('PATCH', '/api/sessions/cc-b', { newName: 'renamed' })
    await hub.call('DELETE', '/api/sessions/cc-c')
    const pid = await serverPid()
    process.kill(pid, 'SIGSEGV')
    await eventually(async () => void expect(await serverPid()).not.to.equal(pid))
    await eventually(
      async () => void expect(await running(hub)).to.deep.equal(['cc-a', 'cc-d', 'cc-renamed']),
      20_000,
      POLL_MS,
    )
    const terminal = await terminalClient(hub.socket('/api/terminal/cc-renamed?cols=80&rows=24'))
    await terminal.shows('b')
  })

  it('refuses a NUL in a command and goes on at once', async () => {
    const hub = await place.start()
    await create(hub, 'one', 'cat')
    const refused = await hub.call('POST', '/api/sessions', { name: 'two', command: `touch ${place.home}/cut\0; cat` })
    expect(refused.status).to.equal(400)
    await create(hub, 'three', 'cat')
    expect(await running(hub)).to.deep.equal(['cc-one', 'cc-three'])
  })

  it('acts on a session that was made by hand a moment ago', async () => {
    const hub = await place.start()
    await create(hub, 'one', 'cat')
    for (let round = 0; round < 5; round++) {
      const name = `hand-${String(round)}`
      const byHand = (): Promise<string> => place.tmux.run('new-session', '-d', '-s', name, '-c', place.home, 'cat')
      await byHand()
      expect((await hub.call('GET', `/api/sessions/${name}/diff`)).status, 'diff').to.equal(200)
      await hub.call('DELETE', `/api/sessions/${name}`)
      await byHand()
      expect((await hub.call('POST', `/api/sessions/${name}/adopt`)).status, 'adopt').to.equal(200)
      await hub.call('DELETE', `/api/sessions/${name}`)
      await byHand()
      expect((await hub.call('PATCH', `/api/sessions/${name}`, { newName: name })).status, 'rename').to.equal(200)
      await byHand()
      expect((await hub.call('DELETE', `/api/sessions/${name}`)).status, 'end').to.equal(200)
      await hub.call('DELETE', `/api/sessions/cc-${name}`)
    }
  })

  it('stores what is uploaded in the folder that the session has just gone to', async () => {
    const hub = await place.start()
    await create(hub, 'one', 'exec sh')
    const terminal = await terminalClient(hub.socket('/api/terminal/cc-one?cols=80&rows=24'))
    for (let round = 0; round < 5; round++) {
      const folder = join(place.home, `folder-${String(round)}`)
      terminal.type(`mkdir ${folder} && cd ${folder} && echo there-$((${String(round)}+1000))\r`)
      await terminal.shows(`there-${String(round + 1000)}`)
      const form = new FormData()
      form.append('file', new Blob(['content']), 'note.txt')
      const answer = await fetch(`${hub.url}/api/sessions/cc-one/upload`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${hub.token}` },
        body: form,
      })
      expect(answer.status).to.equal(200)
      expect(await readFile(join(folder, 'note.txt'), 'utf8')).to.equal('content')
    }
  })
})
