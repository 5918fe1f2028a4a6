import fc from 'fast-check'
import { createTwoFilesPatch } from 'diff'
import { contextLines, gapsOf, isNewSide } from '../../../adapters/inbound/web/src/diff/context.js'
import {
  hunkOfChange,
  itemsOf,
  openMore,
  type Item,
  type Opened,
} from '../../../adapters/inbound/web/src/diff/items.js'
import { parsePatches, type Hunk } from '../../../adapters/inbound/web/src/diff/patch.js'
import { rowsOf } from '../../../adapters/inbound/web/src/diff/rows.js'

const text = (lines: ReadonlyArray<string>): string => lines.map((line) => `${line}\n`).join('')
const hunksOf = (before: ReadonlyArray<string>, after: ReadonlyArray<string>): ReadonlyArray<Hunk> =>
  parsePatches(createTwoFilesPatch('a', 'b', text(before), text(after), '', '', { context: 3 })).flatMap(
    ({ hunks }) => hunks,
  )
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}`)
const file = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 60 })

const drawn = (item: Item): string => {
  switch (item.kind) {
    case 'gap':
      return `~ ${item.gap.count ?? '?'}`
    case 'head':
      return `# ${item.hunk}`
    case 'pair':
      return `| ${item.removed?.text ?? ''} | ${item.added?.text ?? ''}`
    case 'context':
      return `  ${item.line.text}`
    case 'added':
      return `+ ${item.line.text}`
    case 'removed':
      return `- ${item.line.text}`
  }
}

const before = numbered(60)
const after = before.map((line, index) => (index === 9 || index === 44 ? `${line}!` : line))
const hunks = hunksOf(before, after)

describe('diff rows', () => {
  it('list removed above added lines, or side by side', () => {
    const [hunk] = hunksOf(['a', 'b', 'c'], ['a', 'B', 'C', 'D'])
    if (!hunk) throw new Error('no hunk')
    expect(rowsOf(hunk, 'unified').rows.map(drawn)).to.deep.equal(['  a', '- b', '- c', '+ B', '+ C', '+ D'])
    expect(rowsOf(hunk, 'split').rows.map(drawn)).to.deep.equal(['  a', '| b | B', '| c | C', '|  | D'])
    expect(rowsOf(hunk, 'split').changes).to.deep.equal([1])
  })

  it('contain every line of a hunk once in both layouts', () => {
    fc.assert(
      fc.property(file, file, (one, other) => {
        for (const hunk of hunksOf(one, other)) {
          const unified = rowsOf(hunk, 'unified')
          expect(unified.rows.length).to.equal(hunk.lines.length)
          const halves = rowsOf(hunk, 'split').rows.flatMap((row) =>
            row.kind === 'pair' ? [row.removed, row.added].filter((line) => line !== null) : [row.line],
          )
          expect(halves.length).to.equal(hunk.lines.length)
          expect(rowsOf(hunk, 'split').changes.length).to.equal(unified.changes.length)
        }
      }),
    )
  })
})

describe('heads of hunks', () => {
  it('are in front of each hunk, and changes are found behind them', () => {
    const { items, changes } = itemsOf(hunks, 'unified', new Map(), null, true)
    const rows = items.map(drawn)
    expect(rows.filter((row) => row.startsWith('#'))).to.deep.equal(['# 0', '# 1'])
    expect(changes.map((at) => rows[at])).to.deep.equal(['- line 10', '- line 45'])
    expect([0, 1, 2].map((change) => hunkOfChange(hunks, change))).to.deep.equal([0, 1, -1])
  })
})

describe('diff gaps', () => {
  it('have a length, except at the end of the file', () => {
    const items = itemsOf(hunks, 'unified', new Map(), null).items.map(drawn)
    expect(items.filter((item) => item.startsWith('~'))).to.deep.equal(['~ 6', '~ 28', '~ ?'])
  })

  it('expand from both ends, and get a length at the end of the file once it is loaded', () => {
    const opened = new Map<number, Opened>([[1, openMore(openMore(undefined, 'above'), 'below')]])
    const { items } = itemsOf(hunks, 'unified', opened, after)
    expect(items.filter(({ kind }) => kind === 'gap').map(drawn)).to.deep.equal(['~ 6', '~ 12'])
    const small = itemsOf(hunks, 'unified', new Map([[0, openMore(undefined, 'all')]]), after).items
    expect(small.slice(0, 6).map(drawn)).to.deep.equal(before.slice(0, 6).map((line) => `  ${line}`))
  })

  it('reproduce both files when they are all expanded', () => {
    fc.assert(
      fc.property(file, file, (one, other) => {
        const parts = hunksOf(one, other)
        const all = new Map(gapsOf(parts).map((_, index) => [index, openMore(undefined, 'all')]))
        const { items } = itemsOf(parts, 'unified', all, other)
        fc.pre(parts.length > 0)
        const news = items.flatMap((item) => ('line' in item && item.line.newLine !== null ? [item.line.text] : []))
        const olds = items.flatMap((item) =>
          'line' in item && item.line.oldLine !== null ? [`${item.line.oldLine} ${item.line.text}`] : [],
        )
        expect(news).to.deep.equal(other)
        expect(olds).to.deep.equal(one.map((line, index) => `${index + 1} ${line}`))
      }),
    )
  })

  it('detect a file that is not the new side of the hunks', () => {
    expect(isNewSide(after, hunks)).to.equal(true)
    expect(isNewSide(before, hunks)).to.equal(false)
    expect(isNewSide(after.slice(1), hunks)).to.equal(false)
    expect(contextLines(after, 2, 3, -1).map(({ oldLine, newLine }) => [oldLine, newLine])).to.deep.equal([
      [1, 2],
      [2, 3],
    ])
  })
})
