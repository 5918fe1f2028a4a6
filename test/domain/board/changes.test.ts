import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { isArchived, openBlockers, STAGES, type Board } from '../../../domain/board/card.js'
import { readChanges, readDraft, type Raw } from '../../../domain/board/card-input.js'
import { addCard, deletedCard, newCard, changeCard, removeCard, restoreCard } from '../../../domain/board/changes.js'
import { inOrderOfBlockers, wouldCycle } from '../../../domain/board/blockers.js'
import { aBoard, aCard } from '../../support/cards.js'
import { right } from '../../support/results.js'

const AT = 1_772_352_999_000
const change = (board: Board, id: string, raw: Raw, rev: number | null = null) => {
  const changes = readChanges(raw)
  return E.isLeft(changes) ? changes : changeCard(board, id, changes.right, rev, AT)
}
const detail = (result: E.Either<{ readonly _tag: string; readonly detail?: string }, unknown>): string =>
  E.isLeft(result) ? (result.left.detail ?? result.left._tag) : 'taken'
const row = (board: Board, stage: string): ReadonlyArray<string> =>
  board.cards
    .filter((card) => card.stage === stage)
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id)

describe('a new card', () => {
  it('is validated field by field, in the order of the contract', () => {
    const good = { projectId: 'p', title: 't' }
    expect(
      [
        {},
        { projectId: '' },
        { projectId: 'p' },
        { projectId: 'p', title: 7 },
        { projectId: 'p', title: ' \n ' },
        { ...good, stage: 'spec' },
        { ...good, priority: 'p9' },
        { ...good, notes: 7 },
        { ...good, theme: 'a{b' },
        { ...good, theme: 'a,b' },
        { ...good, theme: 'x'.repeat(61) },
        { ...good, theme: 7 },
        { ...good, blockedBy: [7] },
        { ...good, blockedBy: 'x' },
      ].map((raw) => detail(readDraft(raw))),
    ).to.deep.equal([
      'bad-projectId',
      'bad-projectId',
      'bad-title',
      'bad-title',
      'bad-title',
      'bad-stage',
      'bad-priority',
      'bad-notes',
      'bad-theme',
      'bad-theme',
      'bad-theme',
      'bad-theme',
      'bad-blockedBy',
      'bad-blockedBy',
    ])
  })

  it('has a one-line title for any input, without split characters', () => {
    const titleOf = (title: string): string => right(readDraft({ projectId: 'p', title })).title
    expect([
      titleOf(' a\r\n## b\u0000 '),
      titleOf('[x](http://e) {a: b}'),
      titleOf(`${'x'.repeat(499)}😀`),
    ]).to.deep.equal(['a ## b', '[x](http://e) {a: b}', 'x'.repeat(499)])
  })

  it('is last in its stage, over all projects', () => {
    const board = aBoard(aCard({ id: 'a', order: 7.5 }), aCard({ id: 'b', projectId: 'other', order: 3 }))
    const added = right(addCard(board, newCard(board, 'c', right(readDraft({ projectId: 'p', title: 't' })), AT)))
    const first = right(
      addCard(added, newCard(added, 'd', right(readDraft({ projectId: 'p', title: 't', stage: 'review' })), AT)),
    )
    expect(first.cards.map(({ order }) => order)).to.deep.equal([7.5, 3, 8.5, 0])
  })
})

describe('a change of a card', () => {
  const board = aBoard(
    aCard({ id: 'a', order: 0 }),
    aCard({ id: 'b', order: 1 }),
    aCard({ id: 'c', order: 2 }),
    aCard({ id: 'd', stage: 'review', order: 4, worktreePath: '/w/x' }),
  )

  it('is applied completely or not at all', () => {
    expect(
      [
        { stage: 'review', priority: 'bogus' },
        { title: '' },
        { stage: 'spec' },
        { branch: 'a..b' },
        { branch: '-x' },
        { worktreePath: '/etc' },
        { notes: 7 },
        { before: 'none' },
        { after: 'd' },
        { blockedBy: ['none'] },
        { blockedBy: ['a'] },
      ].map((raw) => detail(change(board, 'a', raw))),
    ).to.deep.equal([
      'bad-priority',
      'bad-title',
      'bad-stage',
      'bad-branch',
      'bad-branch',
      'bad-worktreePath',
      'bad-notes',
      'bad-before',
      'bad-after',
      'bad-blockedBy',
      'blocked-cycle',
    ])
  })

  it('stores texts unchanged, cuts long ones, ignores unknown fields, and clears fields with an empty text', () => {
    const [card] = right(
      change(board, 'a', {
        notes: 'x'.repeat(600),
        implementSummary: '',
        title: 7,
        stage: null,
        order: 'x',
        endSession: 1,
      }),
    ).cards
    expect([
      card?.notes?.length,
      card?.implementSummary,
      card?.title,
      card?.stage,
      card?.order,
      card?.rev,
    ]).to.deep.equal([500, null, 'Offline mode', 'idea', 0, 2])
  })

  it('cannot set another worktree path, but can clear it', () => {
    expect(detail(change(board, 'd', { worktreePath: '/w/x' }))).to.equal('taken')
    expect(right(change(board, 'd', { worktreePath: null })).cards[3]?.worktreePath).to.equal(null)
  })

  it('of an outdated revision is refused with the current card', () => {
    expect(change(board, 'a', { notes: 'x' }, 7)).to.deep.equal(E.left({ _tag: 'CardConflict', card: board.cards[0] }))
    expect(detail(change(board, 'a', { notes: 'x' }, 1))).to.equal('taken')
  })

  it('moves to any stage, to the end, to a number, or next to another card', () => {
    expect(row(right(change(board, 'a', { stage: 'review' })), 'review')).to.deep.equal(['d', 'a'])
    expect(row(right(change(board, 'a', { stage: 'review', order: -3 })), 'review')).to.deep.equal(['a', 'd'])
    expect(row(right(change(board, 'c', { before: 'b' })), 'idea')).to.deep.equal(['a', 'c', 'b'])
    expect(row(right(change(board, 'a', { after: 'b' })), 'idea')).to.deep.equal(['b', 'a', 'c'])
    expect(right(change(board, 'b', { stage: 'idea' })).cards[1]?.order).to.equal(1)
  })

  it('records the time of done, and clears it when the card leaves done', () => {
    const done = right(change(board, 'a', { stage: 'done' }))
    const again = right(changeCard(done, 'a', { stage: 'done' }, null, AT + 5))
    const back = right(change(again, 'a', { stage: 'review' }))
    expect([done, again, back].map(({ cards }) => cards[0]?.doneAt)).to.deep.equal([AT, AT, null])
  })

  it('orders cards next to each other any number of times without equal positions', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ moved: fc.nat(4), next: fc.nat(4), side: fc.constantFrom('before', 'after') }), {
          maxLength: 300,
        }),
        (moves) => {
          let now = aBoard(...['a', 'b', 'c', 'd', 'e'].map((id) => aCard({ id, order: 0 })))
          now = ['a', 'b', 'c', 'd', 'e']
            .slice(1)
            .reduce((one, id, at) => right(change(one, id, { after: 'abcde'[at] })), now)
          let expected = ['a', 'b', 'c', 'd', 'e']
          for (const { moved, next, side } of moves) {
            const [id, other] = ['abcde'[moved] ?? '', 'abcde'[next] ?? '']
            if (id === other) continue
            now = right(change(now, id, { [side]: other }))
            expected = expected.filter((one) => one !== id)
            expected.splice(expected.indexOf(other) + (side === 'after' ? 1 : 0), 0, id)
          }
          expect(row(now, 'idea')).to.deep.equal(expected)
        },
      ),
    )
  })
})

describe('cards that wait for each other', () => {
  const board = aBoard(aCard({ id: 'a' }), aCard({ id: 'b', blockedBy: ['a'] }), aCard({ id: 'c', blockedBy: ['b'] }))

  it('never form a cycle', () => {
    expect([wouldCycle(board, 'a', ['c']), wouldCycle(board, 'c', ['a', 'b'])]).to.deep.equal([true, false])
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.array(fc.nat(5), { maxLength: 3 })), { maxLength: 30 }), (asked) => {
        let now = aBoard(...[0, 1, 2, 3, 4, 5].map((id) => aCard({ id: String(id) })))
        for (const [id, ids] of asked) {
          const next = change(now, String(id), { blockedBy: ids.map(String) })
          if (E.isRight(next)) now = next.right
        }
        const places = new Map(inOrderOfBlockers(now.cards).map(({ id }, at) => [id, at]))
        for (const { id, blockedBy } of now.cards)
          for (const blocker of blockedBy) expect(places.get(blocker)).to.be.lessThan(places.get(id) ?? -1)
      }),
    )
  })

  it('wait for existing cards that are not done', () => {
    const b = board.cards[1] ?? aCard()
    expect(openBlockers(board, b)).to.deep.equal(['a'])
    expect(openBlockers(right(change(board, 'a', { stage: 'done' })), b)).to.deep.equal([])
    const without = right(removeCard(board, 'a', AT))
    expect(without.cards.map(({ blockedBy }) => blockedBy)).to.deep.equal([[], ['b']])
  })
})

describe('a deleted card', () => {
  const NOTHING_KEPT = { worktreePath: null, branch: null }
  const card = aCard({ id: 'b', order: 4, blockedBy: ['a', 'x'], firstPort: 21_000, ownSession: 'cc-b', rev: 3 })
  const board = aBoard(aCard({ id: 'a' }), aCard({ id: 'x' }), card, aCard({ id: 'c', blockedBy: ['b'] }))
  const deleted = deletedCard(board, card, NOTHING_KEPT)

  it('returns to its position under its id, with the cards that waited for it', () => {
    const without = right(removeCard(right(removeCard(board, 'b', AT)), 'x', AT))
    const restored = restoreCard(without, deleted, AT)
    expect(restored.cards.map(({ id, blockedBy }) => [id, blockedBy])).to.deep.equal([
      ['a', []],
      ['c', ['b']],
      ['b', ['a']],
    ])
    const { order, firstPort, ownSession, rev } = restored.cards[2] ?? aCard()
    expect({ order, firstPort, ownSession, rev }).to.deep.equal({
      order: 4,
      firstPort: 21_000,
      ownSession: null,
      rev: 4,
    })
    expect(restoreCard(restored, deleted, AT)).to.equal(restored)
  })

  it('gets no port of another card, and no card that it waits for waits for it', () => {
    const without = right(removeCard(board, 'b', AT))
    const turned = right(change(without, 'a', { blockedBy: ['c'] }))
    const restored = restoreCard(right(addCard(turned, aCard({ id: 'd', firstPort: 21_000 }))), deleted, AT)
    expect(restored.cards.map(({ id, blockedBy, firstPort }) => [id, blockedBy, firstPort])).to.deep.equal([
      ['a', ['c'], null],
      ['x', [], null],
      ['c', [], null],
      ['d', [], 21_000],
      ['b', ['a', 'x'], null],
    ])
  })
})

describe('the archive', () => {
  it('contains cards that were done more than 30 days ago', () => {
    const days = (count: number): number => AT - count * 86_400_000
    expect([null, days(29), days(31)].map((doneAt) => isArchived(aCard({ stage: 'done', doneAt }), AT))).to.deep.equal([
      false,
      false,
      true,
    ])
    expect(STAGES).to.have.length(5)
  })
})
