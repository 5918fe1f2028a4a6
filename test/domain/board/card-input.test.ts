import * as E from 'fp-ts/lib/Either.js'
import { cleanTitle, isCallback, readChanges, readDraft, type Raw } from '../../../domain/board/card-input.js'
import { right } from '../../support/results.js'

const GOOD = { projectId: 'p', title: 't' }
const detail = (result: E.Either<{ readonly detail: string }, unknown>): string =>
  E.isLeft(result) ? result.left.detail : 'taken'
const changed = (raw: Raw): unknown => right(readChanges(raw))

describe('readDraft', () => {
  it('reads every field, with defaults for missing ones', () => {
    const full = {
      ...GOOD,
      stage: 'review',
      priority: 'p1',
      notes: 'n',
      origin: 'collab',
      theme: ' sync ',
      blockedBy: ['a', 'b', 'a'],
    }
    expect([
      right(readDraft(full)),
      right(readDraft({ ...GOOD, origin: 'other', notes: '', theme: ' ' })),
    ]).to.deep.equal([
      { ...full, theme: 'sync', blockedBy: ['a', 'b'] },
      { ...GOOD, stage: 'idea', priority: null, notes: null, origin: 'solo', theme: null, blockedBy: [] },
    ])
    const none = { stage: null, priority: null, notes: null, theme: null, blockedBy: null }
    expect(right(readDraft({ ...GOOD, ...none }))).to.deep.include({ stage: 'idea', blockedBy: [] })
  })

  it('accepts a theme of 60 characters without braces, commas and control characters, 50 blockers and ids of 100', () => {
    const ids = Array.from({ length: 50 }, (_, index) => String(index).padStart(100, 'x'))
    expect(
      [
        { theme: 'x'.repeat(60) },
        { theme: 'x'.repeat(61) },
        { theme: '{' },
        { theme: '}' },
        { theme: ',' },
        { theme: 'a\nb' },
        { theme: 'a\u2028b' },
        { blockedBy: ids },
        { blockedBy: [...ids, 'one more'] },
        { blockedBy: ['x'.repeat(101)] },
        { blockedBy: [''] },
        { blockedBy: ['a', 5] },
        { blockedBy: { length: 0 } },
      ].map((values) => detail(readDraft({ ...GOOD, ...values }))),
    ).to.deep.equal([
      'taken',
      'bad-theme',
      'bad-theme',
      'bad-theme',
      'bad-theme',
      'bad-theme',
      'bad-theme',
      'taken',
      'bad-blockedBy',
      'bad-blockedBy',
      'bad-blockedBy',
      'bad-blockedBy',
      'bad-blockedBy',
    ])
  })

  it('cuts long texts without splitting a character', () => {
    const { projectId, title, notes } = right(
      readDraft({ projectId: 'p'.repeat(501), title: `${'t'.repeat(498)}😀x`, notes: `${'n'.repeat(499)}😀` }),
    )
    expect([projectId, title, notes]).to.deep.equal(['p'.repeat(500), `${'t'.repeat(498)}😀`, 'n'.repeat(499)])
  })
})

describe('cleanTitle', () => {
  it('replaces runs of control characters and line separators by one space and trims', () => {
    expect(cleanTitle('\u0000a\u001f\u007f\u009fb\u2028\u2029c d\t')).to.equal('a b c d')
    expect(cleanTitle(`${'x'.repeat(499)} y`)).to.equal('x'.repeat(499))
    expect(cleanTitle('\n \u0085')).to.equal('')
  })
})

describe('readChanges', () => {
  it('reads every field', () => {
    const full = {
      title: 't',
      projectId: 'p',
      priority: 'p0',
      theme: 'x',
      sessionRef: 'cc-a',
      brainstormDoc: 'docs/a.md',
      notes: 'n',
      branch: 'idea/x',
      implementSummary: 's',
      worktreePath: '/w',
      blockedBy: ['a'],
      stage: 'done',
      order: -1.5,
      before: 'b',
      after: 'c',
      endSession: true,
    }
    expect(changed({ ...full, other: 1 })).to.deep.equal(full)
    expect(changed({})).to.deep.equal({})
  })

  it('clears fields with null or an empty text', () => {
    const fields = [
      'theme',
      'sessionRef',
      'brainstormDoc',
      'notes',
      'branch',
      'implementSummary',
      'worktreePath',
    ] as const
    for (const field of fields) {
      expect(changed({ [field]: null }), field).to.deep.equal({ [field]: null })
      expect(changed({ [field]: '' }), field).to.deep.equal({ [field]: null })
    }
    expect(changed({ priority: null })).to.deep.equal({ priority: null })
  })

  it('reports the first invalid field', () => {
    const wrong = [
      { title: '' },
      { projectId: '' },
      { projectId: 5 },
      { priority: 'p3' },
      { theme: 5 },
      { sessionRef: 5 },
      { brainstormDoc: 5 },
      { notes: 5 },
      { branch: 5 },
      { branch: '-d' },
      { implementSummary: 5 },
      { worktreePath: 5 },
      { blockedBy: null },
      { stage: 'spec' },
      { before: '' },
      { before: 5 },
      { after: null },
    ]
    expect(wrong.map((raw) => detail(readChanges(raw)))).to.deep.equal(
      wrong.map((raw) => `bad-${Object.keys(raw)[0] ?? ''}`),
    )
    expect(detail(readChanges({ after: 5, notes: 5, stage: 'spec' }))).to.equal('bad-notes')
  })

  it('ignores a title or stage that is no text, an order that is no finite number and an odd endSession', () => {
    expect(changed({ title: 5, stage: ['done'], order: '5', endSession: 'true', notes: 'n' })).to.deep.equal({
      notes: 'n',
    })
    expect(changed({ order: Infinity, endSession: false })).to.deep.equal({})
    expect(changed({ order: 0 })).to.deep.equal({ order: 0 })
  })

  it('cuts texts at 500, a summary at 2,000 and a path at 1,000 characters', () => {
    const long = 'x'.repeat(5_000)
    expect(changed({ notes: long, implementSummary: long, worktreePath: long, sessionRef: long })).to.deep.equal({
      notes: 'x'.repeat(500),
      implementSummary: 'x'.repeat(2_000),
      worktreePath: 'x'.repeat(1_000),
      sessionRef: 'x'.repeat(500),
    })
  })
})

describe('isCallback', () => {
  it('is true for the fields that an agent may write, and for the stage review', () => {
    const own = { brainstormDoc: 'x', branch: 'idea/x', implementSummary: 'x', stage: 'review' } as const
    expect([isCallback({}), isCallback(own), isCallback({ branch: null })]).to.deep.equal([true, true, true])
    expect(
      [
        { stage: 'done' } as const,
        { stage: 'implement' } as const,
        { ...own, title: 'x' },
        { ...own, notes: 'x' },
        { worktreePath: null },
        { order: 1 },
        { endSession: true } as const,
      ].map(isCallback),
    ).to.deep.equal(Array(7).fill(false))
  })
})
