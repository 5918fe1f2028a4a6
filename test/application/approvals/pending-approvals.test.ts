import { expect } from 'chai'
import {
  makePendingApprovals,
  MAX_PENDING,
  MAX_PENDING_LENGTH,
  MAX_PENDING_PER_SESSION,
  type PendingApprovals,
} from '../../../application/approvals/pending-approvals.js'
import type { Approval, ToolCall } from '../../../domain/approvals/approval.js'
import { anApproval as anApprovalOf, aToolCall } from '../../support/rulings.js'

const UNNAMED = { toolUseId: null } as const
const aCall = (changed: Partial<ToolCall> = {}): ToolCall => aToolCall({ ...UNNAMED, ...changed })
const anApproval = (id: string, call: Partial<ToolCall> = {}): Approval => anApprovalOf(id, { ...UNNAMED, ...call })

describe('pending approvals', () => {
  let pending: PendingApprovals
  beforeEach(() => {
    pending = makePendingApprovals()
  })

  describe('bounds', () => {
    it('are 100 in a session', () => {
      for (let index = 0; index < MAX_PENDING_PER_SESSION; index += 1) {
        expect(pending.hasRoom(aCall())).to.equal(true)
        pending.reserve(anApproval(String(index)), 0)
      }
      expect([MAX_PENDING_PER_SESSION, pending.hasRoom(aCall()), pending.hasRoom(aCall({ session: 'cc-b' }))])
        .to.deep //
        .equal([100, false, true])
      pending.remove('0')
      expect(pending.hasRoom(aCall())).to.equal(true)
    })

    it('are 20,000 in all sessions', () => {
      for (let index = 0; index < MAX_PENDING; index += 1) {
        const session = `cc-${String(index % 400)}`
        expect(pending.hasRoom(aCall({ session }))).to.equal(true)
        pending.reserve(anApproval(String(index), { session }), 0)
      }
      expect([MAX_PENDING, pending.hasRoom(aCall({ session: 'cc-new' }))]).to.deep.equal([20_000, false])
      pending.remove('0')
      expect(pending.hasRoom(aCall({ session: 'cc-new' }))).to.equal(true)
    })

    it('are 256 MiB of input, to the last character', () => {
      expect(MAX_PENDING_LENGTH).to.equal(256 * 1024 * 1024)
      const fits = (inputLength: number) => pending.hasRoom(aCall({ session: 'cc-new', inputLength }))
      expect([fits(MAX_PENDING_LENGTH), fits(MAX_PENDING_LENGTH + 1)]).to.deep.equal([true, false])
      pending.reserve(anApproval('half', { inputLength: MAX_PENDING_LENGTH / 2 }), 0)
      expect([fits(MAX_PENDING_LENGTH / 2), fits(MAX_PENDING_LENGTH / 2 + 1)]).to.deep.equal([true, false])
      pending.remove('half')
      pending.remove('half')
      expect([fits(MAX_PENDING_LENGTH), fits(MAX_PENDING_LENGTH + 1)]).to.deep.equal([true, false])
    })
  })

  it('finds the same call: sent twice with one id, or come to both gates in one turn', () => {
    pending.reserve(anApproval('one', { toolUseId: 'toolu_1', promptId: 'turn' }), 0)
    const found = (changed: Partial<ToolCall>) =>
      pending.sameCall(aCall({ toolUseId: 'toolu_1', promptId: 'turn', ...changed }))?.approval.id ?? null
    expect([
      found({}),
      found({ toolUseId: 'toolu_2' }),
      found({ gate: 'PermissionRequest', toolUseId: null }),
      found({ gate: 'PermissionRequest', promptId: 'next turn' }),
      found({ tool: 'Write' }),
      found({ digest: 'e' }),
      found({ session: 'cc-b' }),
    ]).to.deep.equal(['one', null, 'one', null, null, null, null])
    pending.reserve(anApproval('beside', { session: 'cc-c', gate: 'PermissionRequest', promptId: 'turn' }), 0)
    expect(pending.sameCall(aCall({ session: 'cc-c', promptId: 'turn', toolUseId: 'toolu_1' }))).to.equal(null)
    pending.reserve(anApproval('two', { session: 'cc-b' }), 0)
    expect(pending.sameCall(aCall({ session: 'cc-b' }))).to.equal(null)
  })

  it('lists what people may see, in the order of asking, and nothing that was removed', () => {
    for (const id of ['a', 'b', 'c', 'd']) pending.reserve(anApproval(id, { session: `cc-${id}` }), 0)
    for (const id of ['c', 'a', 'b', 'unknown']) pending.open(id)
    pending.remove('b')
    pending.remove('unknown')
    expect([
      pending.opened().map(({ id }) => id),
      pending.all().map(({ approval, isOpen }) => [approval.id, isOpen]),
      pending.get('b'),
      pending.ofSession('cc-b'),
    ]).to.deep.equal([
      ['a', 'c'],
      [
        ['a', true],
        ['c', true],
        ['d', false],
      ],
      null,
      [],
    ])
  })

  it('lists the same array until one is opened, removed or renamed', () => {
    for (const id of ['a', 'b']) pending.reserve(anApproval(id, { session: `cc-${id}` }), 0)
    const steps: (() => void)[] = [
      () => pending.open('a'),
      () => pending.open('b'),
      () => pending.rename('cc-a', 'cc-z'),
      () => pending.remove('a'),
    ]
    const listed = steps.map((step) => {
      step()
      const before = pending.opened()
      return [pending.opened() === before, before.map(({ id, call }) => [id, call.session])]
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
      [
        true,
        [
          ['a', 'cc-z'],
          ['b', 'cc-b'],
        ],
      ],
      [true, [['b', 'cc-b']]],
    ])
  })

  it('counts wrong one-time tokens by approval', () => {
    pending.reserve(anApproval('a'), 0)
    expect([pending.miss('a'), pending.miss('a'), pending.miss('unknown'), pending.get('a')?.misses]).to.deep.equal([
      1, 2, 0, 2,
    ])
  })

  it('say of a listener that stops whether another one still waits', () => {
    pending.reserve(anApproval('a'), 0)
    const [first, second] = [pending.listen('a', () => undefined), pending.listen('a', () => undefined)]
    expect([first(), first(), second(), pending.get('a')?.listeners.size]).to.deep.equal([true, true, false, 0])
    expect(pending.listen('unknown', () => undefined)()).to.equal(false)
  })

  it('follow their session to a new name, beside those that wait there', () => {
    pending.reserve(anApproval('a', { session: 'cc-old' }), 0)
    pending.reserve(anApproval('b', { session: 'cc-new' }), 0)
    pending.rename('cc-old', 'cc-new')
    pending.rename('cc-new', 'cc-new')
    pending.rename('cc-none', 'cc-other')
    expect([
      pending.ofSession('cc-old'),
      pending.ofSession('cc-new').map(({ approval }) => [approval.id, approval.call.session]),
    ]).to.deep.equal([
      [],
      [
        ['b', 'cc-new'],
        ['a', 'cc-new'],
      ],
    ])
    pending.remove('a')
    expect(pending.ofSession('cc-new').map(({ approval }) => approval.id)).to.deep.equal(['b'])
  })
})
