import * as E from 'fp-ts/lib/Either.js'
import { approvalNotPending, wrongDecisionToken } from '../../../domain/approvals/errors.js'
import { deviceNotSubscribed } from '../../../domain/push/errors.js'
import {
  aCall,
  aDecision,
  anOperator,
  askAt,
  deskWorld,
  firstIdOf,
  openDesk,
  passSteadily,
  startNamed,
} from '../../support/approvals.js'

const MINUTE = 60_000

function remindedDesk(everyMs: number | null) {
  const world = deskWorld()
  world.reminders = { everyMs: everyMs ?? MINUTE, toldAt: -Infinity }
  startNamed(world.host, 'cc-shop')
  const desk = openDesk(world)
  if (everyMs === null) world.reminders = null
  const pass = (ms: number) => passSteadily(world, ms, 30_000)
  const occasions = () => desk.sent.map(({ occasion }) => occasion)
  return { world, desk, pass, occasions }
}

/** Call of a hook that waits for a day. */
const longCall = (command = 'make') =>
  aCall({ hookLimit: 86_400 }, { tool_input: { command }, tool_use_id: `toolu ${command}` })

const bySecret = (secret: string | undefined) => anOperator({ isOperator: false, secret: secret ?? '' })

describe('reminders of a call', () => {
  it('come at the chosen time for as long as it waits, over hours', async () => {
    const { desk, pass, occasions } = remindedDesk(30 * MINUTE)
    const { said } = await askAt(desk, longCall())
    await pass(29 * MINUTE)
    expect(occasions()).to.deep.equal(['asked'])
    await pass(2 * MINUTE)
    expect(occasions()).to.deep.equal(['asked', 'reminder'])
    await pass(5 * 60 * MINUTE)
    expect(occasions()).to.have.lengthOf(12)
    expect(said()).to.equal(null)
    await desk.decide(firstIdOf(desk), aDecision(), anOperator())()
    await pass(60 * MINUTE)
    expect(occasions()).to.have.lengthOf(12)
  })

  it('have a new one-time token each, which decides for 15 minutes; the former one does not', async () => {
    const { desk, pass } = remindedDesk(30 * MINUTE)
    await askAt(desk, longCall())
    const id = firstIdOf(desk)
    const first = desk.pushed.get(id)
    await pass(31 * MINUTE)
    const second = desk.pushed.get(id)
    expect(await desk.decide(id, aDecision(), bySecret(first))()).to.deep.equal(E.left(wrongDecisionToken))
    await pass(16 * MINUTE)
    expect(await desk.decide(id, aDecision(), bySecret(second))()).to.deep.equal(E.left(wrongDecisionToken))
    await pass(15 * MINUTE)
    expect(E.isRight(await desk.decide(id, aDecision(), bySecret(desk.pushed.get(id)))())).to.equal(true)
  })

  it('are one message when more than three are due at once', async () => {
    const { desk, pass } = remindedDesk(15 * MINUTE)
    for (const command of ['a', 'b', 'c', 'd']) await askAt(desk, longCall(command))
    await pass(46 * MINUTE)
    expect(desk.sent.slice(4)).to.deep.equal([
      { id: 'all', occasion: 'reminder' },
      { id: 'all', occasion: 'reminder' },
      { id: 'all', occasion: 'reminder' },
    ])
  })

  it('are not sent while they are off, and not for a call whose decision is made', async () => {
    const { world, desk, pass, occasions } = remindedDesk(null)
    await askAt(desk, longCall())
    await pass(60 * MINUTE)
    expect(occasions()).to.deep.equal(['asked'])
    world.reminders = { everyMs: 5 * MINUTE, toldAt: -Infinity }
    await desk.hold(firstIdOf(desk), { ...aDecision(), holdMs: 10_000 }, anOperator())()
    await pass(MINUTE)
    expect(occasions()).to.deep.equal(['asked'])
  })
})

describe('the message of a call that a longer hook joins', () => {
  it('is sent again with the longer hold, and not again for a hook of the same length', async () => {
    const { world, desk, occasions } = remindedDesk(null)
    const call = { tool_use_id: 'toolu_1' }
    await askAt(desk, aCall({ hookLimit: 125 }, call))
    const id = firstIdOf(desk)
    const [first, before] = [desk.pushed.get(id), desk.list.find(id)?.expiresAt ?? 0]
    world.clock.advance(1_000)
    await askAt(desk, aCall({ hookLimit: 3_600 }, call))
    await askAt(desk, aCall({ hookLimit: 3_601 }, call))
    expect(occasions()).to.deep.equal(['asked', 'longer'])
    expect((desk.list.find(id)?.expiresAt ?? 0) - before).to.be.greaterThan(3_400_000)
    expect(await desk.decide(id, aDecision(), bySecret(first))()).to.deep.equal(E.left(wrongDecisionToken))
    expect(E.isRight(await desk.decide(id, aDecision(), bySecret(desk.pushed.get(id)))())).to.equal(true)
  })
})

describe('handing a call over to a device', () => {
  it('sends it there with a new one-time token', async () => {
    const { desk } = remindedDesk(null)
    await askAt(desk, longCall())
    const id = firstIdOf(desk)
    expect(await desk.handOver(id, 'phone')()).to.deep.equal(E.right(undefined))
    expect(desk.sent.at(-1)).to.deep.equal({ id, occasion: 'handed-over', deviceId: 'phone' })
    expect(E.isRight(await desk.decide(id, aDecision(), bySecret(desk.pushed.get(id)))())).to.equal(true)
    expect(await desk.handOver(id, 'phone')()).to.deep.equal(E.left(approvalNotPending))
  })

  it('is refused for a device that has not subscribed, and sends nothing', async () => {
    const { desk } = remindedDesk(null)
    await askAt(desk, longCall())
    const { length } = desk.sent
    expect(await desk.handOver(firstIdOf(desk), 'watch')()).to.deep.equal(E.left(deviceNotSubscribed))
    expect(desk.sent).to.have.lengthOf(length)
  })
})
