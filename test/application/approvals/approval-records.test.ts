import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { BY_GRANT } from '../../../domain/approvals/records.js'
import type { CallSource } from '../../../domain/approvals/tool-call.js'
import {
  aBypassedCall,
  aCall,
  aDecision,
  anOperator,
  askAt,
  type Desk,
  type DeskWorld,
  deskWorld,
  firstIdOf,
  heldBy,
  openCalls,
  openDesk,
  settled,
  shopDesk,
  startNamed,
} from '../../support/approvals.js'
import { leftTag, right } from '../../support/results.js'
import { anApproval } from '../../support/rulings.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const ALLOW = { _tag: 'Allow', input: null }

describe('records of approvals', () => {
  let world: DeskWorld
  let desk: Desk
  const open = (rules: Parameters<typeof deskWorld>[0] = {}): void => {
    ;({ world, desk } = shopDesk(rules))
  }
  beforeEach(() => {
    open()
  })

  const ask = async (source: CallSource) => {
    const { said } = await askAt(desk, source)
    return said
  }
  const firstId = (): string => firstIdOf(desk)
  const decide = async (decision = aDecision(), sender = anOperator(), id = firstId()) =>
    desk.decide(id, decision, sender)()
  const audited = (event: string) =>
    desk.audit.entries.filter((entry) => entry.event === event).map(({ fields }) => fields)
  const kinds = () => world.ledger.entries.map(({ kind, why }) => [kind, why ?? null])

  it('is a line in the audit log for each question and each decision', async () => {
    const shown: unknown[] = []
    for (const decision of [
      aDecision(),
      aDecision({ updatedInput: { command: 'ls' } }),
      aDecision({ decision: 'deny', reason: 'no' }),
    ]) {
      await ask(aCall())
      shown.push(desk.list.now()[0]?.call.digest)
      right(await decide(decision))
    }
    const [digest] = shown
    const [first, second, third] = audited('approval.request').map(({ id }) => id)
    const about = { session: 'cc-shop', tool: 'Bash', preview: 'make', digest }
    expect(audited('approval.request')).to.deep.equal(
      [first, second, third].map((id) => ({ id, ...about, gate: 'PermissionRequest' })),
    )
    expect(audited('approval.decision')).to.deep.equal([
      { id: first, ...about, decision: 'allow', edited: false },
      { id: second, ...about, decision: 'allow', edited: true },
      { id: third, ...about, decision: 'deny', edited: false },
    ])
  })

  it('names who decided, and the decision is answered as it was read', async () => {
    await ask(aCall())
    expect(right(await decide())).to.deep.equal({ allow: true, edited: null, remember: false })
    await ask(aCall())
    const secret = desk.pushed.get(firstId()) ?? ''
    right(await decide(aDecision(), anOperator({ secret, isOperator: false })))
    await ask(aCall())
    right(await decide(aDecision(), anOperator({ caller: { ...THE_HUB, token: 'phone' } })))
    const decisions = world.ledger.entries.filter(({ kind }) => kind === 'decision')
    expect(decisions.map(({ by, token }) => [by, token ?? null])).to.deep.equal([
      ['operator', null],
      ['one-time-token', null],
      ['named-token', 'phone'],
    ])
  })

  it('is a log line where the audit log cannot be written, and the decision stands', async () => {
    const [audit, log] = [{ record: () => TE.left(unavailable('audit', 'ENOSPC')) }, memoryLog()]
    const calls = openCalls(memoryClock(), { audit, log })
    const approval = anApproval('a')
    right(await calls.dispatch('a', { _tag: 'Asked', approval, askedAt: 0 }))
    const end = { why: 'decided', decision: { allow: true, edited: null, remember: false }, decider: BY_GRANT } as const
    expect(right(await calls.end('a', () => E.right(end), THE_HUB)())).to.equal(end)
    expect([...calls.all()].map(({ _tag }) => _tag)).to.deep.equal(['Answered'])
    expect(log.entries.map(({ message, fields }) => [message, fields])).to.deep.equal([
      ['an approval could not be audited', { id: 'a', detail: 'ENOSPC' }],
    ])
  })

  it('is no decision of a caller without any token, and a short line of a wrong one', async () => {
    await ask(aCall())
    expect(leftTag(await decide(aDecision(), anOperator({ isOperator: false })))).to.equal('Unauthenticated')
    const wrong = await decide(aDecision(), anOperator({ secret: 'wrong' }), 'x'.repeat(100))
    expect(E.isLeft(wrong)).to.equal(true)
    expect(audited('approval.decision')).to.deep.equal([
      { id: 'x'.repeat(64), decision: 'refused', reason: 'bad-token' },
    ])
  })

  it('is a request, a decision and an outcome of a call that was granted before', async () => {
    await ask(aBypassedCall({ tool_use_id: 'toolu_0' }))
    right(await decide(aDecision({ remember: true })))
    const before = world.ledger.entries.length
    const source = aBypassedCall({ prompt_id: 'turn' })
    expect((await ask(source))()).to.deep.equal(ALLOW)
    const [request, decision, outcome, ...others] = world.ledger.entries.slice(before)
    expect([request?.kind, decision?.kind, outcome?.kind, others]).to.deep.equal(['request', 'decision', 'outcome', []])
    expect(decision).to.deep.include({ decision: 'allow', remember: false, by: 'grant' })
    expect(outcome).to.deep.include({ outcome: 'allowed', why: 'granted' })
    // The same call at its second gate has its answer already.
    expect((await ask(aCall({}, { prompt_id: 'turn' })))()).to.deep.equal(ALLOW)
    expect(world.ledger.entries).to.have.length(before + 3)
  })

  it('contain a refusal of a call without a reachable operator, and nothing for a released one', async () => {
    world.isPersonReachable = false
    await ask(aCall())
    expect(kinds()).to.deep.equal([])
    open({ mode: 'strict' })
    world.isPersonReachable = false
    await ask(aCall())
    expect(kinds()).to.deep.equal([['refusal', 'nobody-there']])
    world.isDiskFull = true
    expect((await ask(aCall()))()).to.deep.equal({
      _tag: 'Deny',
      reason: 'Not decided by a person: nobody was there to answer',
    })
    expect(desk.logged.at(-1)).to.deep.equal({
      level: 'error',
      message: 'a refusal could not be recorded',
      fields: { detail: 'ENOSPC' },
    })
  })

  it('is a delivery to an agent that was still there, and none to one that has gone', async () => {
    const delivered = () =>
      world.ledger.entries.filter(({ kind }) => kind === 'delivery').map((one) => one['delivered'])
    await ask(aCall())
    right(await decide())
    const asking = desk.ask(aCall())
    void asking.verdict()
    await settled()
    asking.abandon()
    await settled()
    expect(delivered()).to.deep.equal([true, false])
  })

  it('is a log line where the outcome cannot be written, and the agent is let go', async () => {
    const said = await ask(aCall())
    const id = firstId()
    world.isDiskFull = true
    world.clock.advance(110_000)
    await settled()
    expect(said()).to.deep.equal({ _tag: 'NoOpinion' })
    expect(desk.logged.map(({ message, fields }) => [message, fields])).to.deep.equal(
      Array(2).fill(['what became of an approval could not be recorded', { id, detail: 'ENOSPC' }]),
    )
  })

  it('is the activity of a session: at work again after a held call, also without a decision', async () => {
    const activity = () => desk.attention.get(sessionId('cc-shop'))?.activity
    await ask(aBypassedCall())
    const held = activity()
    world.clock.advance(110_000)
    await settled()
    expect([held, activity()]).to.deep.equal(['waiting', 'working'])
  })

  it('is the reason why a question ended without a decision', async () => {
    await ask(aCall())
    world.clock.advance(110_000)
    await settled()
    expect(kinds().slice(0, 2)).to.deep.equal([
      ['request', null],
      ['outcome', 'expired'],
    ])
    world.isDiskFull = true
    await ask(aCall())
    expect(desk.logged.find(({ message }) => message === 'an approval could not be recorded')?.fields).to.deep.equal({
      session: 'cc-shop',
      detail: 'ENOSPC',
    })
  })
})

describe('a call at the gate', () => {
  const open = (rules: Parameters<typeof deskWorld>[0] = {}) => {
    const world = deskWorld(rules)
    startNamed(world.host, 'cc-shop')
    const desk = openDesk(world)
    const ask = async (source: CallSource) => {
      const said = heldBy(desk.ask(source).verdict())
      await settled()
      return said()
    }
    return { world, desk, ask }
  }

  it('of an older script is left to the dialog of the agent where a viewer is attached', async () => {
    const { world, ask } = open()
    const older = (id: string) => aCall({ gate: 'PreToolUse', comesAgain: false }, { tool_use_id: id })
    expect(await ask(older('toolu_1'))).to.equal(null)
    world.host.controls.setViewers('cc-shop', 1)
    expect(await ask(older('toolu_2'))).to.deep.equal({ _tag: 'NoOpinion' })
  })

  it('is held under a restraint with its reason, and left to the dialog of the agent with it', async () => {
    const { world, desk, ask } = open()
    world.restraint = { at: 'ask', reason: 'budget exceeded' }
    const said = heldBy(desk.ask(aBypassedCall()).verdict())
    await settled()
    expect([said(), desk.list.now()[0]?.reason, await ask(aBypassedCall({ tool_input: {} }))]).to.deep.equal([
      null,
      'budget exceeded',
      null,
    ])
    world.clock.advance(110_000)
    await settled()
    expect(said()).to.deep.equal({ _tag: 'Terminal', reason: 'budget exceeded' })
  })

  it('keeps the verdict of its first gate for the second one through a restraint', async () => {
    const { world, desk, ask } = open()
    const [before, beside] = [aBypassedCall({ prompt_id: 'turn' }), aCall({}, { prompt_id: 'turn' })]
    const said = heldBy(desk.ask(before).verdict())
    await settled()
    right(await desk.decide(desk.list.now()[0]?.id ?? 'none', aDecision(), anOperator())())
    world.restraint = { at: 'deny', reason: 'budget exceeded' }
    const restrained = await ask(beside)
    world.restraint = null
    expect([said(), restrained?._tag, await ask(before), await ask(before), await ask(beside)]).to.deep.equal([
      ALLOW,
      'Deny',
      ALLOW,
      ALLOW,
      ALLOW,
    ])
    expect(world.clock.waiting()).to.equal(0)
  })

  it('is held where a client waits for the list or the host does not answer', async () => {
    const { world, desk, ask } = open()
    world.isPersonReachable = false
    void desk.list.wait(30_000, () => undefined)()
    expect(await ask(aCall())).to.equal(null)
    world.isPersonReachable = true
    const silent = openDesk({ ...world, host: { ...world.host, list: TE.left(unavailable('tmux', 'silent')) } })
    const said = heldBy(silent.ask(aCall()).verdict())
    await settled()
    expect([said(), silent.list.now().length]).to.deep.equal([null, 1])
  })

  it('cannot be decided before its request is in the log', async () => {
    const { world } = open()
    const keep: DeskWorld['store']['keep'] = () => () => new Promise(() => undefined)
    const desk = openDesk({ ...world, store: { ...world.store, keep } })
    const said = heldBy(desk.ask(aCall()).verdict())
    await settled()
    const id = '00000000-0000-4000-8000-000000000001'
    expect([desk.list.find(id)?.id, leftTag(await desk.decide(id, aDecision(), anOperator())()), said()]).to.deep.equal(
      [id, 'ApprovalNotPending', null],
    )
  })

  it('stays held in strict when a terminal is attached, and in a session that is not renamed', async () => {
    const { desk, ask } = open({ mode: 'strict' })
    expect(await ask(aCall({ gate: 'PreToolUse' }))).to.equal(null)
    desk.feed.publish({
      _tag: 'session-attached',
      session: sessionId('cc-shop'),
      name: 'cc-shop',
      attached: true,
      at: 1,
    })
    desk.feed.publish({
      _tag: 'session-renamed',
      session: sessionId('cc-other'),
      oldName: 'cc-other',
      newName: 'cc-mall',
      at: 1,
    })
    await settled()
    expect(desk.list.now().map(({ call }) => call.session)).to.deep.equal(['cc-shop'])
  })

  it('is refused under a restraint although the same call is waiting', async () => {
    const { world, desk, ask } = open()
    expect(await ask(aBypassedCall())).to.equal(null)
    world.restraint = { at: 'deny', reason: 'budget exceeded' }
    expect(await ask(aBypassedCall())).to.deep.equal({ _tag: 'Deny', reason: 'budget exceeded' })
    expect(desk.list.now()).to.have.length(1)
  })

  it('is let go in a mode that was switched off although the same call is waiting', async () => {
    const { desk, ask } = open()
    expect(await ask(aBypassedCall())).to.equal(null)
    right(await desk.settings.change({ remoteApproval: false })())
    expect(await ask(aBypassedCall())).to.deep.equal({ _tag: 'NoOpinion' })
  })
})
