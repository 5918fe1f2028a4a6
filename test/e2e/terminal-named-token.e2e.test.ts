import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { terminalClient, type TerminalClient } from '../support/terminal-client.js'

describe('the terminal of a token for one session', function () {
  this.timeout(60_000)
  let place: HubPlace
  let hub: HubProcess
  let file: string
  beforeEach(async () => {
    place = await hubPlace()
    hub = await place.start()
    file = join(place.home, 'bytes')
    const command = `stty raw -echo; exec cat >'${file}'`
    await hub.call('POST', '/api/sessions', { name: 'one', directory: place.home, command })
    await hub.call('POST', '/api/sessions', { name: 'other', directory: place.home, command: 'echo hidden; exec cat' })
    await eventually(() => access(file))
  })
  afterEach(() => place.close())

  async function opened(token: string): Promise<TerminalClient> {
    const address = `${hub.url.replace('http', 'ws')}/api/terminal/cc-one?cols=100&rows=30`
    const client = await terminalClient(new WebSocket(address, [`bearer.${token}`]))
    await client.shows('[cc-')
    return client
  }
  const sessions = async (): Promise<ReadonlyArray<string>> =>
    (await place.tmux.run('list-clients', '-F', '#{client_control_mode} #{client_session}'))
      .split('\n')
      .filter((line) => line.startsWith('0'))

  it('types keys of tmux into the session, and the operator keeps them', async () => {
    const scopes = [{ kind: 'drive', sessions: ['cc-one'] }]
    const { body } = await hub.call('POST', '/api/tokens', { label: 'Guest', scopes })
    const guest = await opened((body as { secret: string }).secret)
    const keys = ['\x02)', '\x02:kill-server\r', '\x02w', '\x02d', '\x1b[<2;5;5M\x1b[<2;5;5m', 'größe\x1b[1;2R']
    for (const key of keys) guest.type(key)
    await eventually(async () => {
      expect(await readFile(file, 'utf8')).to.equal('\x02)\x02:kill-server\r\x02w\x02dgröße\x1b[1;2R')
    })
    expect(await sessions()).to.deep.equal(['0 cc-one'])
    expect(guest.shown()).not.to.contain('hidden')

    const operator = await opened(hub.token)
    operator.type('\x02)')
    await operator.shows('hidden')
    operator.close()
    guest.close()
  })
})
