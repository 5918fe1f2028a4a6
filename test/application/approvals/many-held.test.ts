import { agentId } from '../../../domain/agents/agent-id.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import {
  aCall,
  aDecision,
  anOperator,
  askAt,
  deskWorld,
  openDesk,
  passSteadily,
  settled,
  startNamed,
} from '../../support/approvals.js'
import { screenOf } from '../../support/claude-screens.js'
import { right } from '../../support/results.js'

const HELD = 1_000
const HOUR_MS = 60 * 60_000
const names = Array.from({ length: HELD }, (_, at) => `cc-${String(at)}`)

describe('a thousand questions that wait at once', function () {
  this.timeout(60_000)

  it('stay open through hours, changes of the time of day and a restart, and each is answered once', async () => {
    const world = deskWorld()
    const before = openDesk(world)
    for (const name of names) {
      startNamed(world.host, name)
      world.host.controls.set(name, { foreground: 'claude' })
      world.host.controls.setScreen(name, screenOf('2.1.197-permission'))
      world.host.controls.onPress(name, () => world.host.controls.setScreen(name, screenOf('2.1.197-ready')))
    }
    for (const name of names)
      await askAt(
        before,
        aCall(
          { agent: agentId('claude-code'), hookLimit: 604_800, session: sessionId(name) },
          { tool_input: { command: 'touch x.txt', description: 'asked by the prompt' }, permission_mode: 'default' },
        ),
      )
    before.watchDialogs()
    world.clock.set(-3 * HOUR_MS)
    await passSteadily(world, 2 * HOUR_MS, HOUR_MS / 2)
    world.clock.set(26 * HOUR_MS)
    await passSteadily(world, HOUR_MS, HOUR_MS / 2)
    expect(before.list.now()).to.have.length(HELD)
    before.stopDialogs()

    const after = openDesk(world)
    await after.recover()
    after.watchDialogs()
    await settled()
    world.clock.set(-20 * HOUR_MS)
    await passSteadily(world, HOUR_MS, HOUR_MS / 2)
    const open = after.list.now()
    expect(open.map(({ place }) => place)).to.deep.equal(names.map(() => 'dialog'))

    const answers = open.map(({ id }) => after.decide(id, aDecision(), anOperator())())
    await passSteadily(world, 2_000)
    for (const answer of await Promise.all(answers)) right(answer)
    expect(names.map((name) => world.host.controls.pressedIn(name))).to.deep.equal(names.map(() => ['1']))
    expect(after.list.now()).to.deep.equal([])
    after.stopDialogs()
  })
})
