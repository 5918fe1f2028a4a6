import { cardView } from '../../../domain/board/card.js'
import {
  NO_CLEANUP,
  RESCUE_MS,
  findFinish,
  isOpen,
  isRecent,
  lastFinishOf,
  recent,
  withFinish,
  type Finish,
  type FinishStage,
} from '../../../domain/board/finish.js'
import { viewOf } from '../../../domain/board/finish-view.js'
import { ideaDraft, withFinishedItem } from '../../../domain/board/plan-entry.js'
import { containsWords, wordsOf } from '../../../domain/board/search.js'
import { aCard } from '../../support/cards.js'

const AT = 1_772_352_999_000
const finish = (values: Partial<Finish> = {}): Finish =>
  ({
    id: 'f',
    cardId: 'c',
    projectId: 'shop',
    directory: '/work/shop',
    base: 'main',
    branch: 'idea/x',
    branchTip: 'b',
    baseBefore: 'a',
    place: '/state/finish/f',
    pushes: true,
    worktree: null,
    cardBefore: { stage: 'review', order: 0 },
    stage: 'done',
    merge: 'm',
    startedAt: AT,
    endedAt: AT + 1,
    pushed: true,
    merged: false,
    reason: null,
    detail: 'd',
    cleanup: NO_CLEANUP,
    revert: null,
    ...values,
  }) as Finish

describe('the view of a finish', () => {
  it('has the fields for clients and no paths', () => {
    expect(viewOf(finish(), AT)).to.deep.equal({
      id: 'f',
      cardId: 'c',
      projectId: 'shop',
      stage: 'done',
      branch: 'idea/x',
      base: 'main',
      merge: 'm',
      pushed: true,
      merged: false,
      reason: null,
      reasons: [],
      files: [],
      detail: 'd',
      cleanup: NO_CLEANUP,
      isUndoable: true,
      startedAt: AT,
      endedAt: AT + 1,
    })
    expect(viewOf(finish({ reason: 'push-failed' }), AT).reasons).to.deep.equal(['push-failed'])
  })

  it('is undoable for 30 days, when it is done', () => {
    const isUndoable = (stage: FinishStage, later: number) => viewOf(finish({ stage }), AT + later).isUndoable
    expect([
      isUndoable('done', RESCUE_MS),
      isUndoable('done', RESCUE_MS + 1),
      isUndoable('undone', 0),
      isUndoable('finalizing', 0),
    ]).to.deep.equal([true, false, false, false])
  })
})

describe('the book of finishes', () => {
  it('is open in four stages', () => {
    const stages = ['merging', 'publishing', 'finalizing', 'undoing', 'done', 'aborted', 'undone'] as const
    expect(stages.filter((stage) => isOpen(finish({ stage })))).to.deep.equal(stages.slice(0, 4))
  })

  it('returns the last finish of a card that was not aborted', () => {
    const book = [
      finish({ id: '1' }),
      finish({ id: '2', stage: 'undone' }),
      finish({ id: '3', stage: 'aborted' }),
      finish({ id: '4', cardId: 'other' }),
    ]
    expect([lastFinishOf(book, 'c')?.id, lastFinishOf(book, 'none')]).to.deep.equal(['2', undefined])
    expect([findFinish(book, '3'), findFinish(book, '9')]).to.deep.equal([book[2], undefined])
  })

  it('replaces a finish at its position, or appends it', () => {
    const [one, two] = [finish({ id: '1' }), finish({ id: '2' })]
    const changed = finish({ id: '1', stage: 'undone' })
    expect([withFinish([one, two], changed), withFinish([one], two), withFinish([], one)]).to.deep.equal([
      [changed, two],
      [one, two],
      [one],
    ])
  })

  it('keeps finishes for 30 days, open and reverted ones permanently, and returns the same book otherwise', () => {
    const old = { startedAt: AT - RESCUE_MS - 1 }
    const book = [
      finish({ id: 'old', ...old }),
      finish({ id: 'edge', startedAt: AT - RESCUE_MS }),
      finish({ id: 'open', stage: 'publishing', ...old }),
      finish({ id: 'reverted', stage: 'undone', revert: 'r', ...old }),
      finish({ id: 'moved', stage: 'undone', ...old }),
    ]
    const kept = recent(book, AT)
    expect(kept.map(({ id }) => id)).to.deep.equal(['edge', 'open', 'reverted'])
    expect(recent(kept, AT)).to.equal(kept)
    expect(book.map((one) => isRecent(one, AT))).to.deep.equal([false, true, true, false, false])
  })
})

describe('the view of a card', () => {
  it('contains the liveness of the displayed session', () => {
    const card = aCard({ sessionRef: 'cc-a' })
    expect([
      cardView(card, new Set(['cc-a'])),
      cardView(card, new Set(['cc-b'])).sessionLive,
      cardView(aCard(), new Set(['cc-a'])).sessionLive,
    ]).to.deep.equal([{ card, sessionLive: true }, false, false])
  })
})

describe('a search of cards', () => {
  const card = { title: 'Offline Mode', theme: 'Sync', notes: null, branch: 'idea/x' }

  it('finds cards that contain each word in any field, ignoring case', () => {
    const finds = (text: string) => containsWords(card, wordsOf(text))
    expect(['', '  ', 'offline', 'SYNC mode', ' idea/X\tline ', 'offline none', 'modesync'].map(finds)).to.deep.equal([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ])
    expect(wordsOf(' A  b\nc ')).to.deep.equal(['a', 'b', 'c'])
  })
})

describe('a plan document', () => {
  it('gets the title as a ticked item with the theme, braces and control characters taken out', () => {
    const document = '# Shop\n\n## In Development: v1.1.0\n\n- [ ] Something else\n\n## Changelog\n'
    const lines = (values: Parameters<typeof withFinishedItem>[1]) =>
      withFinishedItem(document, values)
        ?.split('\n')
        .filter((line) => line.startsWith('- [x]'))
    expect([
      lines({ title: 'Offline\n mode', theme: 'sync' }),
      lines({ title: 'Plain', theme: null }),
      lines({ title: 'Odd', theme: '{a,\nb}' }),
      lines({ title: 'None', theme: '{}' }),
    ]).to.deep.equal([
      ['- [x] Offline  mode {theme: sync}'],
      ['- [x] Plain'],
      ['- [x] Odd {theme: a b}'],
      ['- [x] None'],
    ])
  })

  it('without a section in development is refused', () => {
    expect(withFinishedItem('# Shop\n', { title: 'x', theme: null })).to.equal(null)
  })

  it('yields drafts with valid priority and theme, and none without a title', () => {
    const draft = (text: string, meta: Readonly<Record<string, string>>) => {
      const read = ideaDraft('shop', { text, meta, done: false } as Parameters<typeof ideaDraft>[1])
      return read === null ? null : [read.title, read.priority, read.theme]
    }
    expect([
      draft('a', { priority: 'p1', theme: 'x' }),
      draft('a', { priority: 'p9', theme: 'x' }),
      draft('a', { priority: 'p1', theme: 'x'.repeat(61) }),
      draft('a', { priority: 'p9', theme: 'x'.repeat(61) }),
      draft('a', {}),
      draft(' ', {}),
    ]).to.deep.equal([
      ['a', 'p1', 'x'],
      ['a', null, 'x'],
      ['a', 'p1', null],
      ['a', null, null],
      ['a', null, null],
      null,
    ])
  })
})
