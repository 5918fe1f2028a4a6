import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { planChanged, planSectionNotFound, staleItemLine } from '../../../domain/projects/errors.js'
import type { PlanAction } from '../../../domain/projects/plan-action.js'
import { appendItem, editPlan } from '../../../domain/projects/plan-edit.js'
import { escapeBraces } from '../../../domain/projects/plan-grammar.js'
import { joinLines, splitLines } from '../../../domain/projects/plan-lines.js'
import { parsePlan, type PlanItem } from '../../../domain/projects/plan.js'
import { right } from '../../support/results.js'
import { anyDocument, EXAMPLE } from '../../support/plans.js'

const UNSEEN = { docRev: null, expect: null }
const edit = (text: string, action: PlanAction) => editPlan({ text, rev: 'r1' }, action, UNSEEN)
const edited = (text: string, action: PlanAction): string => right(edit(text, action))

/** The lines that one text has and the other has not. */
const difference = (before: string, after: string): readonly [string[], string[]] => {
  const [was, is] = [before.split('\n'), after.split('\n')]
  return [was.filter((line) => !is.includes(line)), is.filter((line) => !was.includes(line))]
}

describe('editPlan', () => {
  it('toggles one mark', () => {
    const off = edited(EXAMPLE, { action: 'toggle', section: 'dev', line: 12 })
    expect(difference(EXAMPLE, off)).to.deep.equal([
      ['- [x] Offline queue {priority: p0, theme: sync}'],
      ['- [ ] Offline queue {priority: p0, theme: sync}'],
    ])
    expect(edited(off, { action: 'toggle', section: 'dev', line: 12 })).to.equal(EXAMPLE)
    expect(edited('## Backlog\n-[X]a ', { action: 'toggle', section: 'backlog', line: 2 })).to.equal(
      '## Backlog\n-[ ]a ',
    )
  })

  it('adds after the last item and its details, or under the heading', () => {
    const add = { action: 'add', section: 'dev', text: 'new', meta: { theme: 'b', a: 'c' } } as const
    const line = '- [ ] new {a: c, theme: b}'
    const after = (text: string) => edited(text, add)
    expect(after('## In Development: 1')).to.equal(`## In Development: 1\n${line}`)
    expect(after('## In Development: 1\r\n\r\n## X')).to.equal(`## In Development: 1\r\n${line}\r\n\r\n## X`)
    const owned = '## In Development: 1\n- [ ] a\n  - [ ] b\n\n  ```\n  c\n\nd\n  ```\n'
    expect(after(`${owned}\nprose\n## X\n`)).to.equal(`${owned}${line}\n\nprose\n## X\n`)
  })

  it('replaces a text and keeps mark, metadata and white space', () => {
    const action = { action: 'edit', section: 'dev', line: 2, text: 'b c' } as const
    expect(edited('## In Development: 1\n-  [x]  a  {t: u}  \r\n', action)).to.equal(
      '## In Development: 1\n-  [x]  b c  {t: u}  \r\n',
    )
  })

  it('deletes, moves and reorders whole lines', () => {
    const text = '## Released: 1\n- [x] a {m: n}\n\nprose\n- [x] b\n- [X] c\n## In Development: 2\n'
    expect(edited(text, { action: 'delete', section: 'released', line: 5 })).to.equal(text.replace('- [x] b\n', ''))
    expect(edited(text, { action: 'move', section: 'released', line: 2, toSection: 'dev' })).to.equal(
      '## Released: 1\n\nprose\n- [x] b\n- [X] c\n## In Development: 2\n- [x] a {m: n}\n',
    )
    const moved = '## Released: 1\n- [x] b\n\nprose\n- [X] c\n- [x] a {m: n}\n## In Development: 2\n'
    expect(edited(text, { action: 'reorder', section: 'released', line: 2, toIndex: 99 })).to.equal(moved)
    expect(edited(moved, { action: 'reorder', section: 'released', line: 6, toIndex: 0 })).to.equal(text)
  })

  it('moves the details of an item along with it, and nothing else', () => {
    const own = '- [ ] a\n  words\n\n  ```\n  code\n  ```\n'
    const text = `## In Development: 1\n${own}\nprose\n- [ ] b\n## Released: 2`
    expect(edited(text, { action: 'reorder', section: 'dev', line: 2, toIndex: 1 })).to.equal(
      `## In Development: 1\n- [ ] b\n\nprose\n${own}## Released: 2`,
    )
    expect(edited(text, { action: 'move', section: 'dev', line: 2, toSection: 'released' })).to.equal(
      `## In Development: 1\n\nprose\n- [ ] b\n## Released: 2\n${own.trimEnd()}`,
    )
    expect(edited(text, { action: 'delete', section: 'dev', line: 2 })).to.equal(text.replace('- [ ] a\n', ''))
  })

  it('rewrites a heading, in its language and after a byte order mark', () => {
    const set = (text: string, section: 'released' | 'dev') =>
      edited(text, { action: 'set-version', section, version: '2.0' })
    expect(set('\uFEFF##  released :1\r\n', 'released')).to.equal('\uFEFF## Released: v2.0\r\n')
    expect(set('## in  development:1 ', 'dev')).to.equal('## In Development: v2.0')
    expect(set('## In Entwicklung: v1', 'dev')).to.equal('## In Entwicklung: v2.0')
  })

  it('refuses a line that is not an item of the section, and a missing section', () => {
    const at = (section: 'dev' | 'backlog' | 'released', line: number) =>
      edit(EXAMPLE, { action: 'delete', section, line })
    const wrong = [1, 7, 10, 14, 99, Number.MAX_SAFE_INTEGER]
    expect(wrong.map((line) => at('dev', line))).to.deep.equal(wrong.map((line) => E.left(staleItemLine(line))))
    expect(at('backlog', 7)).to.deep.equal(E.left(planSectionNotFound('backlog')))
    const move = { action: 'move', section: 'dev', line: 12, toSection: 'backlog' } as const
    expect(edit(EXAMPLE, move)).to.deep.equal(E.left(planSectionNotFound('backlog')))
    const second = '## Backlog\n## Backlog\n- [ ] a'
    expect(edit(second, { action: 'toggle', section: 'backlog', line: 3 })).to.deep.equal(E.left(staleItemLine(3)))
  })

  it('refuses a change for another version of the document or another item', () => {
    const toggle = { action: 'toggle', section: 'dev', line: 12 } as const
    const asked = (seen: { docRev?: string; expect?: string }, action: PlanAction = toggle) =>
      E.isRight(editPlan({ text: EXAMPLE, rev: 'r2' }, action, { ...UNSEEN, ...seen }))
    expect(editPlan({ text: EXAMPLE, rev: 'r2' }, toggle, { ...UNSEEN, docRev: 'r1' })).to.deep.equal(
      E.left(planChanged('r2')),
    )
    expect([
      asked({ docRev: 'r2' }),
      asked({ expect: 'Offline queue' }),
      asked({ expect: 'Conflict dialog' }),
      asked({ docRev: 'r2', expect: 'other' }),
      asked({ expect: 'Offline queue' }, { ...toggle, line: 99 }),
    ]).to.deep.equal([true, true, false, false, false])
  })
})

describe('appendItem', () => {
  it('escapes any title so that it is read back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (raw) => {
        const title = raw.replace(/[\r\n]/g, ' ').trim()
        fc.pre(title !== '' && !/\\[{}]/.test(title))
        const item = { done: true, text: escapeBraces(title), meta: { theme: 'sync' } }
        const read = parsePlan(right(appendItem(EXAMPLE, 'dev', item))).dev.items.at(-1)
        expect(read).to.deep.equal({ done: true, text: title, meta: { theme: 'sync' }, line: 14 })
      }),
    )
  })
})

describe('the rest of the document', () => {
  it('is unchanged by splitting and joining', () => {
    fc.assert(
      fc.property(fc.oneof(anyDocument, fc.string()), (text) => {
        expect(joinLines(splitLines(text))).to.equal(text)
      }),
    )
  })

  it('keeps line breaks of CR apart before a line break of LF that a deletion brings next to them', () => {
    const text = '## In Development: v1.1.0\r\r- [ ] a\n\n'
    expect(edited(text, { action: 'delete', section: 'dev', line: 3 })).to.equal('## In Development: v1.1.0\n\n\n')
  })

  const texts = fc.constantFrom('new', 'größe ☕ `x`', '- [ ] in it')
  const itemsOf = (text: string): ReadonlyArray<readonly ['released' | 'dev' | 'backlog', PlanItem]> => {
    const { released, dev, backlog } = parsePlan(text)
    return [
      ...released.items.map((item) => ['released', item] as const),
      ...dev.items.map((item) => ['dev', item] as const),
      ...backlog.map((item) => ['backlog', item] as const),
    ]
  }

  it('is the same after a toggle and an edit: only the characters named change', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), texts, (text, pick, words) => {
        const items = itemsOf(text)
        fc.pre(items.length > 0)
        const [section, { line, done, text: former }] = items[pick % items.length] ?? expect.fail('no item')
        const toggled = edited(text, { action: 'toggle', section, line })
        const changed = Array.from({ length: text.length }, (_, at) => at).find((at) => text[at] !== toggled[at]) ?? -1
        expect([toggled.length, text.slice(0, changed), text.slice(changed + 1)]).to.deep.equal([
          text.length,
          toggled.slice(0, changed),
          toggled.slice(changed + 1),
        ])
        expect(itemsOf(toggled).find(([, item]) => item.line === line)?.[1].done).to.equal(!done)

        const renamed = splitLines(edited(text, { action: 'edit', section, line, text: words }))
        const before = splitLines(text)
        expect(renamed.filter((_, at) => at !== line - 1)).to.deep.equal(before.filter((_, at) => at !== line - 1))
        expect(renamed[line - 1]?.text.replace(words, former)).to.equal(before[line - 1]?.text)
      }),
    )
  })

  it('is unchanged by an add, a delete and a move of whole lines', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), texts, (text, pick, words) => {
        const items = itemsOf(text)
        fc.pre(items.length > 0)
        const [section, { line }] = items[pick % items.length] ?? expect.fail('no item')
        const endsInBreak = (all: string): boolean => splitLines(all).at(-1)?.text === ''
        const linesOf = (all: string): ReadonlyArray<string> => splitLines(all).map(({ text: one }) => one)
        const before = linesOf(text)

        const added = edited(text, { action: 'add', section, text: words, meta: {} })
        const at = linesOf(added).findIndex((one, index) => one !== before[index])
        expect(linesOf(added).toSpliced(at, 1)).to.deep.equal(before)
        expect(itemsOf(added).length).to.equal(items.length + 1)

        const removed = edited(text, { action: 'delete', section, line })
        expect(linesOf(removed)).to.deep.equal(before.toSpliced(line - 1, 1))
        expect(itemsOf(removed).length).to.equal(items.length - 1)

        const moved = edited(text, { action: 'move', section, line, toSection: section })
        expect([...linesOf(moved)].sort()).to.deep.equal([...before].sort())
        expect(
          itemsOf(moved)
            .filter(([name]) => name === section)
            .at(-1)?.[1].text,
        ).to.equal(items[pick % items.length]?.[1].text)
        expect(endsInBreak(added)).to.equal(endsInBreak(text))
      }),
    )
  })

  it('is unchanged by a reorder: the same lines and line ends in another order', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.nat({ max: 40 }), (text, pick, toIndex) => {
        const items = itemsOf(text)
        fc.pre(items.length > 0)
        const [section, { line }] = items[pick % items.length] ?? expect.fail('no item')
        const after = edited(text, { action: 'reorder', section, line, toIndex })
        const own = (all: string) => itemsOf(all).filter(([name]) => name === section)
        const [before, from] = [own(text), own(text).findIndex(([, item]) => item.line === line)]
        const wanted = before.toSpliced(from, 1)
        wanted.splice(toIndex, 0, ...before.slice(from, from + 1))
        const said = (all: typeof before) => all.map(([, { text: words, done, meta }]) => ({ words, done, meta }))
        expect(said(own(after))).to.deep.equal(said(wanted))
        const sorted = (all: string) =>
          splitLines(all)
            .map(({ text: one }) => one)
            .sort()
        expect(sorted(after)).to.deep.equal(sorted(text))
      }),
    )
  })
})
