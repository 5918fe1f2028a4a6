import { holdMs } from '../../../domain/approvals/approval.js'
import { aReport } from '../../support/agents.js'
import type { heldBy } from '../../support/approvals.js'
import {
  aCall,
  aDecision,
  anOperator,
  askAt,
  type Desk,
  type DeskWorld,
  firstIdOf,
  openDesk,
  settled,
  shopDesk,
} from '../../support/approvals.js'
import { leftTag, right } from '../../support/results.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const HELD_MS = 5_000

describe('a held decision', () => {
  let world: DeskWorld
  let desk: Desk
  let id: string
  let said: ReturnType<typeof heldBy>

  const ask = async (): Promise<void> => {
    ;({ said } = await askAt(desk, aCall({}, { tool_use_id: 'toolu_1' })))
    id = firstIdOf(desk)
  }
  const hold = (request = {}) => desk.hold(id, aDecision({ holdMs: HELD_MS, ...request }), anOperator())()
  const takeBack = () => desk.takeBack(id, anOperator({ client: 'phone' }))()
  const pass = async (ms: number): Promise<void> => {
    world.clock.advance(ms)
    await settled()
  }
  const heldIn = () => desk.list.now().map(({ held }) => held && [held.decision.allow, held.until - world.clock.now()])
  const kinds = () => world.ledger.entries.map((entry) => entry.kind)

  beforeEach(async () => {
    ;({ world, desk } = shopDesk())
    await ask()
  })

  it('is listed and published, and reaches the agent at its time, without a client', async () => {
    const { until } = right(await hold())
    expect([until - world.clock.now(), heldIn(), said()]).to.deep.equal([HELD_MS, [[true, HELD_MS]], null])
    expect(desk.told.at(-1)).to.include({ _tag: 'tool-approval-held', id, until })
    await pass(HELD_MS - 1)
    expect(said()).to.equal(null)
    await pass(1)
    expect([said(), desk.list.now(), kinds()]).to.deep.equal([
      { _tag: 'Allow', input: null },
      [],
      ['request', 'decision', 'outcome', 'delivery'],
    ])
  })

  it('is recorded as withdrawn when it is taken back, and the call waits for another decision', async () => {
    await hold()
    right(await takeBack())
    await pass(HELD_MS)
    expect([said(), heldIn(), kinds()]).to.deep.equal([null, [null], ['request', 'withdrawal']])
    expect(world.ledger.entries[1]).to.include({ id, decision: 'allow', client: 'phone', session: 'cc-shop' })
    expect(desk.told.at(-1)).to.include({ _tag: 'tool-approval-held', id, until: null })
    right(await desk.decide(id, { decision: 'deny', reason: 'no' }, anOperator())())
    expect(said()).to.deep.equal({ _tag: 'Deny', reason: 'no' })
  })

  it('is delivered once at its own time after another one was taken back', async () => {
    await hold()
    await pass(HELD_MS - 1)
    await takeBack()
    await hold({ decision: 'deny' })
    await pass(HELD_MS - 1)
    expect(said()).to.equal(null)
    await pass(1)
    expect([said()?._tag, kinds().filter((kind) => kind === 'decision').length]).to.deep.equal(['Deny', 1])
  })

  it('cannot be taken back once the agent has it', async () => {
    await hold()
    await pass(HELD_MS)
    expect([leftTag(await takeBack()), kinds()]).to.deep.equal([
      'DecisionNotHeld',
      ['request', 'decision', 'outcome', 'delivery'],
    ])
  })

  it('counts alone when two devices answer in the same second', async () => {
    const answers = await Promise.all([
      hold(),
      desk.decide(id, { decision: 'deny' }, anOperator({ client: 'phone' }))(),
      hold({ decision: 'deny' }),
    ])
    await pass(HELD_MS)
    const won = answers.filter(({ _tag }) => _tag === 'Right').length
    expect([won, kinds().filter((kind) => kind === 'decision').length, desk.list.now()]).to.deep.equal([1, 1, []])
  })

  it('does not outlive a call that was answered at the terminal', async () => {
    await hold()
    await desk.withdraw.onReport(sessionId('cc-shop'), aReport('Stop'))()
    await pass(HELD_MS)
    expect([kinds(), world.ledger.entries[1]?.['why'], leftTag(await takeBack())]).to.deep.equal([
      ['request', 'outcome', 'delivery'],
      'turn-over',
      'DecisionNotHeld',
    ])
  })

  it('is delivered when the hub stops', async () => {
    await hold()
    await desk.withdraw.onHubStopping()
    expect([said()?._tag, kinds()]).to.deep.equal(['Allow', ['request', 'decision', 'outcome', 'delivery']])
  })

  it('is not applied after a crash, because its agent is gone', async () => {
    await hold({ remember: true })
    const next = openDesk(world)
    right(await next.recover())
    expect([kinds(), world.ledger.entries.map(({ outcome = null }) => outcome)]).to.deep.equal([
      ['request', 'outcome', 'delivery'],
      [null, 'left-to-terminal', null],
    ])
  })

  it('is delivered at once when the approval ends too soon to hold it', async () => {
    await pass(holdMs({}) - HELD_MS)
    right(await hold())
    await pass(0)
    expect(said()?._tag).to.equal('Allow')
  })

  it('opens the approval again when it cannot be written', async () => {
    await hold()
    world.isDiskFull = true
    await pass(HELD_MS)
    expect([said(), heldIn()]).to.deep.equal([null, [null]])
  })

  it('needs a time of at most 30 s', async () => {
    const times = [undefined, 0, -1, 30_001, '5000', Number.NaN]
    const tags = await Promise.all(times.map((holdMs) => hold({ holdMs }).then(leftTag)))
    expect([new Set(tags), heldIn()]).to.deep.equal([new Set(['InvalidDecision']), [null]])
  })
})
