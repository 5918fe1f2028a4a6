import * as E from 'fp-ts/lib/Either.js'
import { makeHoldPrograms } from '../../../application/approvals/hold-programs.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import {
  aBypassedCall,
  aCall,
  aDecision,
  anOperator,
  askAt,
  firstIdOf,
  openDesk,
  settled,
  shopDesk,
  type Desk,
  type DeskWorld,
} from '../../support/approvals.js'
import { right } from '../../support/results.js'

const WEEK_S = 604_800
const call = { ...aBypassedCall(), hookLimit: WEEK_S, asksAgain: true }

describe('calls that a program holds', () => {
  let world: DeskWorld
  let desk: Desk

  const personComes = (): void => desk.presence.report({}, { deviceId: 'phone', session: null, visible: true })
  const decide = (id: string, decision = aDecision()) => desk.decide(id, decision, anOperator())()
  const listed = () => desk.list.now().map(({ id, place }) => [id, place])
  const pass = async (ms: number): Promise<void> => {
    world.clock.advance(ms)
    await settled()
  }
  const restart = async (): Promise<void> => {
    desk = openDesk(world)
    await desk.recover()
    await settled()
  }

  beforeEach(() => {
    ;({ world, desk } = shopDesk())
    personComes()
  })

  it('are left to their program by a hub that stops, and open under their id once it asks again', async () => {
    const { said, abandon } = await askAt(desk, call)
    const id = firstIdOf(desk)
    await desk.withdraw.onHubStopping()
    abandon()
    await settled()
    expect([said(), right(await world.store.kept()).length]).to.deep.equal([null, 1])
    await restart()
    expect(listed()).to.deep.equal([])
    const again = await askAt(desk, call)
    expect([listed(), [...desk.pushed]]).to.deep.equal([[[id, 'hook']], []])
    expect(E.isRight(await decide(id))).to.equal(true)
    await settled()
    expect(again.said()).to.deep.equal({ _tag: 'Allow', input: null })
    expect(world.ledger.entries.filter(({ kind }) => kind === 'request')).to.have.length(1)
  })

  it('are withdrawn when no program asks again within a minute', async () => {
    await askAt(desk, call)
    await restart()
    await pass(60_000)
    expect([world.ledger.entries.at(-2)?.['why'], right(await world.store.kept())]).to.deep.equal(['hub-restarted', []])
  })

  it('get the decision that was on disk and not delivered', async () => {
    for (const [decision, verdict] of [
      [aDecision(), { _tag: 'Allow', input: null }],
      [aDecision({ updatedInput: { command: 'ls' } }), { _tag: 'Allow', input: { command: 'ls' } }],
      [aDecision({ decision: 'deny' }), { _tag: 'Deny', reason: 'Denied via Penates' }],
      [aDecision({ decision: 'deny', reason: 'not now' }), { _tag: 'Deny', reason: 'not now' }],
    ] as const) {
      ;({ world, desk } = shopDesk())
      personComes()
      await askAt(desk, call)
      const kept = right(await world.store.kept())
      expect(E.isRight(await decide(firstIdOf(desk), decision))).to.equal(true)
      await settled()
      // The hub was killed before it told the agent.
      const entries = world.ledger.entries.filter(({ kind }) => kind === 'request' || kind === 'decision')
      ;({ world, desk } = shopDesk())
      await world.ledger.append(...entries)()
      for (const approval of kept) await world.store.keep(approval)()
      await restart()
      expect((await askAt(desk, call)).said()).to.deep.equal(verdict)
      expect(listed()).to.deep.equal([])
    }
  })

  it('are denied at their limit, and not released while nobody can be reached', async () => {
    const { said } = await askAt(desk, call)
    await pass(2 * 60 * 60_000)
    expect(said()).to.equal(null)
    await pass(WEEK_S * 1_000)
    expect(said()).to.deep.equal({ _tag: 'Deny', reason: 'Not decided by a person: nobody answered in time' })
  })

  it('are left to the dialog at their limit where the agent shows one beside its hook', async () => {
    const beside = { ...aBypassedCall(), gate: 'PermissionRequest', hookLimit: WEEK_S, asksAgain: true } as const
    const { said } = await askAt(desk, beside)
    const id = firstIdOf(desk)
    await desk.withdraw.onHubStopping()
    await restart()
    const again = await askAt(desk, beside)
    expect([said(), listed()]).to.deep.equal([null, [[id, 'hook']]])
    await pass(WEEK_S * 1_000)
    expect(again.said()).to.deep.equal({ _tag: 'NoOpinion' })
  })

  describe('of a session with a limit', () => {
    const denied = {
      _tag: 'Deny',
      reason: 'Not decided by a person: nobody answered within the time that this session waits',
    }

    beforeEach(() => {
      ;({ world, desk } = shopDesk({ waitMinutes: { 'cc-shop': 30 } }))
      personComes()
    })

    it('are denied once it is over, and can be answered until then', async () => {
      const { said } = await askAt(desk, call)
      const [{ createdAt, expiresAt } = { createdAt: 0, expiresAt: 0 }] = desk.list.now()
      expect(expiresAt - createdAt).to.equal(30 * 60_000)
      await pass(30 * 60_000 - 1)
      expect(said()).to.equal(null)
      await pass(1)
      expect([said(), listed(), world.ledger.entries.at(-2)?.['why']]).to.deep.equal([denied, [], 'wait-over'])
    })

    it('keep their time over a restart of the hub', async () => {
      await askAt(desk, call)
      await pass(20 * 60_000)
      await restart()
      const again = await askAt(desk, call)
      await pass(10 * 60_000 - 1)
      expect(again.said()).to.equal(null)
      await pass(1)
      expect(again.said()).to.deep.equal(denied)
    })

    it('are denied at once where the time ended while no hub ran', async () => {
      await askAt(desk, call)
      world.clock.advance(40 * 60_000)
      ;({ desk } = { desk: openDesk(world) })
      await desk.recover()
      await settled()
      const again = await askAt(desk, call)
      await pass(0)
      expect(again.said()).to.deep.equal(denied)
    })

    it('wait on where the agent asks by itself, and keep the limit of the hook that ends earlier', async () => {
      const { said } = await askAt(desk, { ...aCall(), hookLimit: WEEK_S })
      const early = await askAt(desk, {
        ...aBypassedCall({ tool_input: { command: 'ls' } }),
        hookLimit: 600,
        asksAgain: true,
      })
      await pass(585_000)
      expect(early.said()).to.deep.equal({ _tag: 'Deny', reason: 'Not decided by a person: nobody answered in time' })
      await pass(60 * 60_000)
      expect(said()).to.equal(null)
    })
  })

  describe('in strict', () => {
    const wrapped = { ...aBypassedCall(), hookLimit: WEEK_S, asksAgainInStrict: true } as const

    it('outlive the hub where their wrapper asks again, as one question', async () => {
      ;({ world, desk } = shopDesk({ mode: 'strict' }))
      personComes()
      const { said } = await askAt(desk, wrapped)
      const before = listed()
      await desk.withdraw.onHubStopping()
      expect(said()).to.equal(null)
      await restart()
      personComes()
      const again = await askAt(desk, wrapped)
      expect(listed()).to.deep.equal(before)
      await decide(firstIdOf(desk))
      await settled()
      expect(again.said()?._tag).to.equal('Allow')
    })

    it('are denied as the hub ends where no hook asks again', async () => {
      ;({ world, desk } = shopDesk({ mode: 'strict' }))
      personComes()
      const { said } = await askAt(desk, { ...wrapped, asksAgainInStrict: false })
      await desk.withdraw.onHubStopping()
      expect(said()).to.deep.equal({ _tag: 'Deny', reason: 'Not decided by a person: the hub is stopping' })
    })
  })

  it('are known to the other hook of their call, whichever of the two comes first', async () => {
    const programs = makeHoldPrograms(world.clock)
    const [shop, docs] = [sessionId('cc-shop'), sessionId('cc-docs')]
    programs.asked(shop, 'toolu_1')
    const [first, second, other] = [
      programs.comes(shop, 'toolu_1'),
      programs.comes(shop, 'toolu_2'),
      programs.comes(docs, 'toolu_1'),
    ]
    programs.asked(shop, 'toolu_2')
    await pass(5_000)
    expect(await Promise.all([first, second, other])).to.deep.equal([true, true, false])
  })
})
