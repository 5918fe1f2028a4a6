import * as E from 'fp-ts/lib/Either.js'
import { sessionCommands } from '../../../../adapters/outbound/tmux/session-commands.js'
import { eventually } from '../../../support/eventually.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'

describe('commands of viewers over the control connection', () => {
  let t: TmuxOnOwnSocket
  beforeEach(async () => {
    t = await openTmuxHost()
    await t.tmux('new-session', '-d', '-s', 'one', "printf '\\033[?1049h'; exec cat")
    await eventually(async () => {
      expect(await t.tmux('display-message', '-p', '-t', 'one:', '#{alternate_on}')).to.equal('1\n')
    })
  })
  afterEach(() => t.close())

  it('leave the reply to each other request its own, while a program is sent keys', async () => {
    const { command } = t.host
    const { wheel, typeIntoPane, leaveCopyMode } = sessionCommands(command)
    const id = (await t.tmux('list-sessions', '-F', '#{session_id}')).trim()
    for (let round = 0; round < 20; round += 1) {
      const [, , , ...replies] = await Promise.all([
        wheel(id, { notches: 1, column: 1, row: 1 })(),
        typeIntoPane(id, [{ bytes: 'x' }])(),
        leaveCopyMode(id)(),
        ...Array.from({ length: 9 }, (_, at) => command(['display-message', '-p', `reply ${String(at)}`])()),
      ])
      expect(replies).to.deep.equal(Array.from({ length: 9 }, (_, at) => E.right(`reply ${String(at)}\n`)))
    }
  })
})
