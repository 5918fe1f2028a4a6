import { sessionId } from '../../../domain/sessions/session-id.js'
import {
  aCall,
  aDecision,
  anOperator,
  askAt,
  firstIdOf,
  openDesk,
  settled,
  shopDesk,
  startNamed,
} from '../../support/approvals.js'
import { leftTag, right } from '../../support/results.js'

describe('the plan before an open one', () => {
  let { world, desk } = shopDesk()
  beforeEach(() => ({ world, desk } = shopDesk()))

  const plan = (input: object, session = 'cc-shop') =>
    askAt(desk, aCall({ session: sessionId(session) }, { tool_name: 'ExitPlanMode', tool_input: input }))
  const answer = async (decision: 'allow' | 'deny' = 'deny') => {
    right(await desk.decide(firstIdOf(desk), aDecision({ decision }), anOperator())())
    await settled()
  }
  const earlier = async () => right(await desk.readEarlierPlan(firstIdOf(desk))()).plan

  it('is the last one that its session asked about, also in an earlier run of the hub', async () => {
    await plan({ plan: '# One' })
    expect(await earlier()).to.equal(null)
    await answer()
    await plan({ plan: '# Two' })
    expect(await earlier()).to.equal('# One')
    await answer('allow')
    await askAt(desk)
    await answer()
    startNamed(world.host, 'cc-blog')
    await plan({ plan: '# Of another session' }, 'cc-blog')
    await answer()
    await plan({})
    await answer()
    desk = openDesk(world)
    await plan({ plan: '# Three' })
    expect(await earlier()).to.equal('# Two')
  })

  it('is none for a call of a tool, nor for a plan that is answered', async () => {
    await askAt(desk)
    expect(leftTag(await desk.readEarlierPlan(firstIdOf(desk))())).to.equal('ApprovalNotPending')
    expect(leftTag(await desk.readEarlierPlan('none')())).to.equal('ApprovalNotPending')
  })
})
