import { chmod, stat } from 'node:fs/promises'
import { describeSessionHost } from '../../../contracts/session-host.contract.js'
import { accountOfTests, OPEN_TO_ALL } from '../../../support/accounts.js'
import { aName } from '../../../support/sessions.js'
import { openTmuxHost } from '../../../support/tmux-host.js'
import { tmuxHostHarness } from '../../../support/tmux-host-harness.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'

describeSessionHost('tmux as another account', async () => {
  const t = await openTmuxHost({ account: await accountOfTests() }, OPEN_TO_ALL)
  await chmod(t.directory, 0o755)
  return tmuxHostHarness(t)
})

describe('tmuxSessionHost with an account for sessions', () => {
  it('starts what belongs to the hub itself as the user of the server', async () => {
    const t = await openTmuxHost({ account: await accountOfTests() }, OPEN_TO_ALL)
    await chmod(t.directory, 0o755)
    const spec = { directory: t.directory, command: 'sleep 60', environment: {}, size: { columns: 80, rows: 24 } }
    await t.host.start({ ...spec, id: sessionId('agent'), name: aName('agent'), mouse: true })()
    await t.host.start({ ...spec, id: sessionId('hub'), name: aName('hub'), mouse: true, asHub: true })()
    const panes = (await t.tmux('list-panes', '-a', '-F', '#{session_name} #{pane_pid}')).trim().split('\n')
    const owners = await Promise.all(
      panes.map(async (line) => {
        const [name = '', pid = ''] = line.split(' ')
        return [name, (await stat(`/proc/${pid}`)).uid]
      }),
    )
    expect(owners).to.deep.equal([
      ['agent', (await accountOfTests()).uid],
      ['hub', 0],
    ])
    await t.close()
  })
})
