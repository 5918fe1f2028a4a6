import { readFile } from 'node:fs/promises'
import { hubPlace, type HubPlace } from '../support/hub-process.js'

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
})
