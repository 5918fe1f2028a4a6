import { sessionId } from '../../../domain/sessions/session-id.js'
import type { DeskCalls } from '../../../application/approvals/desk-calls.js'
import {
  hasRoom,
  MAX_PENDING,
  MAX_PENDING_LENGTH,
  MAX_PENDING_PER_SESSION,
  type Approval,
  type ToolCall,
} from '../../../domain/approvals/approval.js'
import type { DeskEvent } from '../../../domain/approvals/desk-call.js'
import { findPending, idOf } from '../../../domain/approvals/same-call.js'
import { openCalls, settled } from '../../support/approvals.js'
import { anApproval as anApprovalOf, aToolCall } from '../../support/rulings.js'

const UNNAMED = { toolUseId: null } as const
const aCall = (changed: Partial<ToolCall> = {}): ToolCall => aToolCall({ ...UNNAMED, ...changed })
const anApproval = (id: string, call: Partial<ToolCall> = {}): Approval => anApprovalOf(id, { ...UNNAMED, ...call })

describe('pending calls', () => {
  let calls: DeskCalls
  beforeEach(() => {
    calls = openCalls()
  })
  const send = (id: string, event: DeskEvent): void => void calls.dispatch(id, event)
  const reserve = (approval: Approval): void => send(approval.id, { _tag: 'Asked', approval, askedAt: 0 })
  const open = (id: string): void => send(id, { _tag: 'Recorded', secret: 'secret', name: 'cc-shop', at: 0 })
  const isRoomFor = (changed: Partial<ToolCall> = {}): boolean => {
    const call = aCall(changed)
    return hasRoom(calls.load(call.session), call)
  }

  describe('bounds', () => {
    it('are 100 in a session', () => {
      expect(MAX_PENDING_PER_SESSION).to.equal(100)
      for (let index = 0; index < MAX_PENDING_PER_SESSION; index += 1) {
        expect(isRoomFor()).to.equal(true)
        reserve(anApproval(String(index)))
      }
      expect([isRoomFor(), isRoomFor({ session: sessionId('cc-b') })]).to.deep.equal([false, true])
      calls.forget('0')
      expect(isRoomFor()).to.equal(true)
    })

    it('are 20,000 in all sessions', () => {
      expect(MAX_PENDING).to.equal(20_000)
      for (let index = 0; index < MAX_PENDING; index += 1) {
        if (index === MAX_PENDING - 1) expect(isRoomFor({ session: sessionId('cc-new') })).to.equal(true)
        reserve(anApproval(String(index), { session: sessionId(`cc-${String(index % 400)}`) }))
      }
      expect(isRoomFor({ session: sessionId('cc-new') })).to.equal(false)
      calls.forget('0')
      expect(isRoomFor({ session: sessionId('cc-new') })).to.equal(true)
    })

    it('are 256 MiB of input, to the last character', () => {
      expect(MAX_PENDING_LENGTH).to.equal(256 * 1024 * 1024)
      const fits = (inputLength: number) => isRoomFor({ session: sessionId('cc-new'), inputLength })
      expect([fits(MAX_PENDING_LENGTH), fits(MAX_PENDING_LENGTH + 1)]).to.deep.equal([true, false])
      reserve(anApproval('half', { inputLength: MAX_PENDING_LENGTH / 2 }))
      expect([fits(MAX_PENDING_LENGTH / 2), fits(MAX_PENDING_LENGTH / 2 + 1)]).to.deep.equal([true, false])
      calls.forget('half')
      calls.forget('half')
      expect([fits(MAX_PENDING_LENGTH), fits(MAX_PENDING_LENGTH + 1)]).to.deep.equal([true, false])
    })

    it('count a call once, whatever becomes of it', () => {
      const fits = (inputLength: number) => isRoomFor({ session: sessionId('cc-new'), inputLength })
      reserve(anApproval('a', { inputLength: MAX_PENDING_LENGTH }))
      open('a')
      send('a', { _tag: 'TokenMissed' })
      expect([calls.load(sessionId('cc-shop')), calls.load(sessionId('cc-b')), fits(0), fits(1)]).to.deep.equal([
        { all: 1, inSession: 1, length: MAX_PENDING_LENGTH },
        { all: 1, inSession: 0, length: MAX_PENDING_LENGTH },
        true,
        false,
      ])
      send('a', { _tag: 'Ended', end: { why: 'closed' }, agents: 0, name: 'cc-shop', at: 0 })
      expect(calls.load(sessionId('cc-shop'))).to.deep.equal({ all: 0, inSession: 0, length: 0 })
    })

    it('do not count answered calls', () => {
      for (let index = 0; index < MAX_PENDING_PER_SESSION; index += 1) {
        const id = String(index)
        send(id, { _tag: 'Ruled', id, call: aCall(), verdict: { _tag: 'NoOpinion' }, at: 0 })
      }
      expect(isRoomFor()).to.equal(true)
    })
  })

  it('are found by the same call: sent twice with one id, or come to both gates in one turn', () => {
    reserve(anApproval('one', { toolUseId: 'toolu_1', promptId: 'turn' }))
    const find = (changed: Partial<ToolCall>) => findPending(calls.all(), aCall(changed))?.approval.id ?? null
    const found = (changed: Partial<ToolCall>) => find({ toolUseId: 'toolu_1', promptId: 'turn', ...changed })
    expect([
      found({}),
      found({ toolUseId: 'toolu_2' }),
      found({ gate: 'PermissionRequest', toolUseId: null }),
      found({ gate: 'PermissionRequest', promptId: 'next turn' }),
      found({ tool: 'Write' }),
      found({ digest: 'e' }),
      found({ session: sessionId('cc-b') }),
    ]).to.deep.equal(['one', null, 'one', null, null, null, null])
    reserve(anApproval('beside', { session: sessionId('cc-c'), gate: 'PermissionRequest', promptId: 'turn' }))
    expect(find({ session: sessionId('cc-c'), promptId: 'turn', toolUseId: 'toolu_1' })).to.equal(null)
    reserve(anApproval('two', { session: sessionId('cc-b') }))
    expect(find({ session: sessionId('cc-b') })).to.equal(null)
  })

  it('are listed once they are open, in the order of asking', () => {
    for (const id of ['a', 'b', 'c', 'd']) reserve(anApproval(id, { session: sessionId(`cc-${id}`) }))
    for (const id of ['c', 'a', 'b', 'unknown']) open(id)
    calls.forget('b')
    calls.forget('unknown')
    expect([
      calls.opened().map(idOf),
      [...calls.all()].map((one) => [idOf(one), one._tag]),
      calls.pending('b'),
    ]).to.deep.equal([
      ['a', 'c'],
      [
        ['a', 'Open'],
        ['c', 'Open'],
        ['d', 'Recording'],
      ],
      null,
    ])
  })

  it('are counted while they are open to clients', async () => {
    for (const id of ['a', 'b', 'c']) reserve(anApproval(id))
    const counts = [calls.openCount()]
    const steps: (() => void)[] = [
      () => open('a'),
      () => open('b'),
      () => send('a', { _tag: 'TokenMissed' }),
      () => calls.forget('a'),
      () => calls.forget('c'),
      () => send('b', { _tag: 'Ended', end: { why: 'closed' }, agents: 0, name: 'cc-shop', at: 0 }),
    ]
    for (const step of steps) {
      step()
      counts.push(calls.openCount())
    }
    expect(counts).to.deep.equal([0, 1, 2, 2, 1, 1, 0])
    await settled()
  })

  it('are listed in the same array until one is opened or removed', () => {
    for (const id of ['a', 'b']) reserve(anApproval(id, { session: sessionId(`cc-${id}`) }))
    const steps: (() => void)[] = [() => open('a'), () => open('b'), () => calls.forget('a')]
    const listed = steps.map((step) => {
      step()
      const before = calls.opened()
      return [calls.opened() === before, before.map(({ approval: { id, call } }) => [id, call.session])]
    })
    expect(listed).to.deep.equal([
      [true, [['a', 'cc-a']]],
      [
        true,
        [
          ['a', 'cc-a'],
          ['b', 'cc-b'],
        ],
      ],
      [true, [['b', 'cc-b']]],
    ])
  })

  it('count wrong one-time tokens', () => {
    reserve(anApproval('a'))
    for (const id of ['a', 'a', 'unknown']) send(id, { _tag: 'TokenMissed' })
    expect([calls.pending('a')?.misses, calls.pending('unknown')]).to.deep.equal([2, null])
  })

  it('are withdrawn when the last agent that waits has gone', async () => {
    reserve(anApproval('a'))
    const agents = [new AbortController(), new AbortController()]
    const verdicts = agents.map(({ signal }) => calls.wait('a', aCall(), signal))
    for (const agent of agents) {
      expect(calls.pending('a')?._tag).to.equal('Recording')
      agent.abort()
      await settled()
    }
    expect([calls.pending('a'), (await Promise.all(verdicts)).map(({ _tag }) => _tag)]).to.deep.equal([
      null,
      ['Deny', 'Deny'],
    ])
  })

  it('of other sessions are not read for a new one, its decision or its end', async () => {
    let reads = 0
    const watched = (call: ToolCall): ToolCall =>
      new Proxy(call, {
        get: (target, key) => {
          reads += 1
          return Reflect.get(target, key) as unknown
        },
      })
    for (let index = 0; index < 1000; index += 1) {
      const approval = anApproval(String(index), { session: sessionId(`cc-${String(index % 20)}`) })
      reserve({ ...approval, call: watched(approval.call) })
      open(String(index))
    }
    await settled()
    reads = 0
    const call = aCall({ session: sessionId('cc-new') })
    expect([
      findPending(calls.ofSession(sessionId('cc-new')), call),
      hasRoom(calls.load(sessionId('cc-new')), call),
    ]).to.deep.equal([null, true])
    reserve(anApproval('new', { session: sessionId('cc-new'), gate: 'PreToolUse' }))
    open('new')
    await calls.withdraw('new', 'closed')()
    await settled()
    expect([reads, [...calls.ofSession(sessionId('cc-new'))].map(({ _tag }) => _tag)]).to.deep.equal([0, ['Answered']])
    expect([calls.openCount(), reads]).to.deep.equal([1000, 0])
  })
})
