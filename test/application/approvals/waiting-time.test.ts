import { aCall, aDecision, anOperator, askAt, firstIdOf, settled, shopDesk } from '../../support/approvals.js'
import { right } from '../../support/results.js'

const MINUTE = 60_000
const DAY_MS = 24 * 60 * MINUTE

describe('price of waiting', () => {
  let { world, desk } = shopDesk()
  let asked = 0
  beforeEach(() => ({ world, desk } = shopDesk()))

  const ask = (command: string) => {
    const payload = { tool_input: { command }, cwd: '/work/shop', tool_use_id: `toolu_${(asked += 1)}` }
    return askAt(desk, aCall({ hookLimit: DAY_MS / 1000 }, payload))
  }
  const answeredAfter = async (command: string, minutes: number, decision: 'allow' | 'deny' = 'allow') => {
    await ask(command)
    world.clock.advance(minutes * MINUTE)
    right(await desk.decide(firstIdOf(desk), aDecision({ decision, reason: 'no' }), anOperator())())
    await settled()
  }
  const price = async (days = 30) => right(await desk.readWaitingTime(days)())

  it('is the time from question to answer, by kind and project, with the rule that would have saved it', async () => {
    for (const minutes of [2, 3, 4]) await answeredAfter('npm test', minutes)
    await answeredAfter('make install', 5, 'deny')
    const { waitedMs, calls, kinds, projects, rule } = await price()
    expect([waitedMs / MINUTE, calls]).to.deep.equal([14, 4])
    expect(kinds.map(({ kind, waitedMs }) => [kind, waitedMs / MINUTE])).to.deep.equal([['permission', 14]])
    expect(projects.map(({ projectId, waitedMs }) => [projectId, waitedMs / MINUTE])).to.deep.equal([['shop', 14]])
    expect([rule?.rule.tool, rule?.rule.projectId, rule?.calls, (rule?.waitedMs ?? 0) / MINUTE]).to.deep.equal([
      ...['Bash', 'shop', 3, 9],
    ])
  })

  it('counts a call that waits now, and nothing that a rule or an earlier allow answered', async () => {
    await answeredAfter('npm test', 1)
    right(await desk.permissionRules.add({ effect: 'allow', tool: 'Bash', command: 'make' }, anOperator().caller)())
    await ask('make')
    await ask('make lint')
    world.clock.advance(7 * MINUTE)
    const { waitedMs, calls } = await price()
    expect([waitedMs / MINUTE, calls]).to.deep.equal([8, 2])
  })

  it('proposes no rule for commands with a risk', async () => {
    for (const minutes of [2, 3, 4]) await answeredAfter('rm -rf build', minutes)
    expect((await price()).rule).to.equal(null)
  })

  it('proposes a rule for the folder of files whose edits people allowed, without a rule about paths', async () => {
    for (const file of ['a', 'b', 'c']) {
      const tool_input = { file_path: `/work/shop/src/${file}.ts`, content: 'x' }
      const payload = { tool_name: 'Write', tool_input, cwd: '/work/shop', tool_use_id: `toolu_${(asked += 1)}` }
      await askAt(desk, aCall({ hookLimit: DAY_MS / 1000 }, payload))
      world.clock.advance(MINUTE)
      right(await desk.decide(firstIdOf(desk), aDecision(), anOperator())())
      await settled()
    }
    const { rule } = await price()
    expect([rule?.rule.tool, rule?.rule.pattern, rule?.calls]).to.deep.equal([
      ...['Write', { kind: 'path', path: '/work/shop/src' }, 3],
    ])
  })

  it('leaves out calls that were asked before the days', async () => {
    await answeredAfter('npm test', 2)
    world.clock.advance(2 * DAY_MS)
    await answeredAfter('npm test', 3)
    expect([(await price(1)).waitedMs / MINUTE, (await price(30)).waitedMs / MINUTE]).to.deep.equal([3, 5])
  })
})
