import { sessionId } from '../../../domain/sessions/session-id.js'
import type { SpawnPlan, WorktreePlan } from '../../../domain/board/card.js'
import { portsFor, slugFor, withoutPlan, withPlan, withSpawned } from '../../../domain/board/spawn.js'
import { aBoard, aCard } from '../../support/cards.js'

const AT = 1_772_352_999_000
const WORKTREE: WorktreePlan = {
  repository: '/work/shop',
  path: '/w/x',
  branch: 'idea/x',
  from: 'abc',
  branchWasThere: false,
}
const PLAN: SpawnPlan = { kind: 'implement', session: 'cc-impl-x', worktree: WORKTREE }

describe('the slug of a card', () => {
  const ID = '0F7C0A9E-1c1b'

  it('is the recorded one, else made of title and id', () => {
    const card = aCard({ id: ID, title: 'Offline' })
    expect(slugFor(aBoard(card), { ...card, slug: 'kept' }, 'cc-')).to.equal('kept')
    expect(slugFor(aBoard(card), card, 'cc-')).to.equal('offline-0F7C0A')
  })

  it('is the whole id when another card has the short slug', () => {
    const card = aCard({ id: ID, title: 'Offline' })
    const other = aCard({ id: '0F7C0A00', slug: 'offline-0F7C0A' })
    expect(slugFor(aBoard(other, card), card, 'cc-')).to.equal('idea-0f7c0a9e1c1b')
  })
})

describe('ports for a worktree', () => {
  const first = (count: number, ...ports: ReadonlyArray<number | null>): ReadonlyArray<number> => {
    const cards = ports.map((firstPort, index) => aCard({ id: String(index), firstPort }))
    const card = cards[0] ?? aCard()
    return [...portsFor(aBoard(...cards), card)].slice(0, count)
  }

  it('are the recorded one first, then the lowest that no other card has', () => {
    expect(first(3, null)).to.deep.equal([21_000, 21_010, 21_020])
    expect(first(3, null, 21_000, 21_020)).to.deep.equal([21_010, 21_030, 21_040])
    expect(first(3, 21_050, 21_000)).to.deep.equal([21_050, 21_010, 21_020])
  })

  it('are 800 ranges of ten, up to 28,999', () => {
    const all = first(10_000, null)
    expect([all.length, all.at(-1)]).to.deep.equal([800, 28_990])
    expect(first(10_000, null, 28_990).at(-1)).to.equal(28_980)
  })
})

describe('a card whose session is being started', () => {
  const card = aCard({ id: 'a', stage: 'brainstorming', branch: 'idea/old', worktreePath: '/w/old' })
  const board = aBoard(aCard({ id: 'b' }), card)

  it('has plan, slug, ports and session, and keeps branch and worktree where the plan has none', () => {
    const planned = { slug: 'x', plan: PLAN, branch: 'idea/x', worktreePath: '/w/x', firstPort: 21_000 }
    const session = { ownSession: 'cc-impl-x', sessionRef: 'cc-impl-x' }
    expect(withPlan(board, card, planned, AT).cards).to.deep.equal([
      board.cards[0],
      { ...card, ...planned, ...session, updatedAt: AT, rev: 2 },
    ])
    const without = { ...planned, branch: null, worktreePath: null }
    expect(withPlan(board, card, without, AT).cards[1]).to.deep.include({ branch: 'idea/old', worktreePath: '/w/old' })
  })

  it('moves on to implement only from brainstorming, and only when it is implemented', () => {
    const stage = (kind: SpawnPlan['kind'], before: 'idea' | 'brainstorming' | 'review') =>
      withSpawned(board, { ...card, stage: before }, { ...PLAN, kind }, sessionId('1'), AT).cards[1]?.stage
    expect([
      stage('implement', 'brainstorming'),
      stage('implement', 'idea'),
      stage('implement', 'review'),
      stage('brainstorm', 'brainstorming'),
    ]).to.deep.equal(['implement', 'idea', 'review', 'brainstorming'])
    expect(withSpawned(board, { ...card, plan: PLAN }, PLAN, sessionId('1'), AT).cards[1]).to.deep.include({
      plan: null,
      ownSession: 'cc-impl-x',
      sessionRef: 'cc-impl-x',
      rev: 2,
    })
  })

  it('loses the plan and removed parts in a rollback, and keeps all other values', () => {
    const spawned = { ...card, branch: 'idea/x', worktreePath: '/w/x', plan: PLAN, ownSession: 's', sessionRef: 's' }
    const former = { ownSession: null, ownSessionId: null, sessionRef: 'cc-shown' }
    const after = (
      made: Partial<WorktreePlan> | null,
      worktree: 'removed' | 'kept' | 'absent',
      branch: 'deleted' | 'kept' | 'absent',
    ) => {
      const plan = { ...PLAN, worktree: made === null ? null : { ...WORKTREE, ...made } }
      const next = withoutPlan(board, spawned, plan, { worktree, branch }, former, AT).cards[1]
      expect(next).to.deep.include({ plan: null, ...former, rev: 2 })
      return [next?.worktreePath, next?.branch]
    }
    expect([
      after({}, 'removed', 'deleted'),
      after({}, 'absent', 'absent'),
      after({}, 'kept', 'kept'),
      after({ branchWasThere: true }, 'removed', 'absent'),
      after(null, 'absent', 'absent'),
    ]).to.deep.equal([
      [null, null],
      [null, null],
      ['/w/x', 'idea/x'],
      [null, 'idea/x'],
      ['/w/x', 'idea/x'],
    ])
  })
})
