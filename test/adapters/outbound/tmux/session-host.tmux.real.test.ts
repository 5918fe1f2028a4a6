import { describeSessionHost } from '../../../contracts/session-host.contract.js'
import { openTmuxHost } from '../../../support/tmux-host.js'
import { tmuxHostHarness } from '../../../support/tmux-host-harness.js'

describeSessionHost('tmux', async () => tmuxHostHarness(await openTmuxHost()))

describe('tmuxSessionHost in the tmux of a person', () => {
  it('leaves alone what new windows of the sessions get from their environment', async () => {
    const t = await openTmuxHost()
    for (const name of ['one', 'two']) {
      await t.tmux('new-session', '-d', '-s', name, 'cat')
      await t.tmux('set-environment', '-t', name, 'SSH_AUTH_SOCK', '/run/agent')
    }
    const agents = async (...names: string[]): Promise<string[]> =>
      Promise.all(names.map((name) => t.tmux('show-environment', '-t', name, 'SSH_AUTH_SOCK')))

    await t.host.list() // attaches to one of them
    expect(await agents('one', 'two')).to.deep.equal(Array(2).fill('SSH_AUTH_SOCK=/run/agent\n'))
    const attachedTo = (await t.tmux('list-clients', '-F', '#{session_name}')).trim()
    await t.host.end(attachedTo)() // moves on to the other
    expect(await agents(attachedTo === 'one' ? 'two' : 'one')).to.deep.equal(['SSH_AUTH_SOCK=/run/agent\n'])
    await t.close()
  })
})
