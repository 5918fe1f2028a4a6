import fc from 'fast-check'
import { wordMarks } from '../../../adapters/inbound/web/src/diff/word-marks.js'
import { languageOf } from '../../../adapters/inbound/web/src/app/syntax/languages.js'
import { runsOf } from '../../../adapters/inbound/web/src/app/syntax/runs.js'
import { linesOfTree, type SyntaxNode } from '../../../adapters/inbound/web/src/app/syntax/tree.js'

const cut = (
  line: string,
  spans: ReadonlyArray<{ readonly from: number; readonly to: number }>,
): ReadonlyArray<string> => spans.map(({ from, to }) => line.slice(from, to))

describe('word marks', () => {
  it('mark the differing words on both sides', () => {
    const [was, is] = ['const limit = 5_000 // ms', 'const limit = 10_000 // ms']
    const marks = wordMarks(was, is)
    expect([cut(was, marks.removed), cut(is, marks.added)]).to.deep.equal([['5_000'], ['10_000']])
  })

  it('are empty for mostly different and for very long lines', () => {
    expect(wordMarks('return null', 'throw new Error(text)')).to.deep.equal({ removed: [], added: [] })
    expect(wordMarks(`a ${'x'.repeat(2_000)}`, `b ${'x'.repeat(2_000)}`)).to.deep.equal({ removed: [], added: [] })
  })

  it('leave equal texts on both sides when they are removed', () => {
    const line = fc.array(fc.constantFrom('a', 'bc', ' ', '(', ')', '.', 'ü', '日本')).map((words) => words.join(''))
    fc.assert(
      fc.property(line, line, (was, is) => {
        const { removed, added } = wordMarks(was, is)
        fc.pre(removed.length + added.length > 0)
        const without = (text: string, spans: typeof removed): string =>
          spans.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text)
        expect(without(was, removed)).to.equal(without(is, added))
      }),
    )
  })
})

describe('syntax runs', () => {
  it('split a line where colours or marks change and concatenate to the line', () => {
    const span = fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }))
    const apart = fc
      .array(span, { maxLength: 4 })
      .map((spans) =>
        [...spans]
          .sort((one, other) => one.from - other.from)
          .filter((one, index, all) => one.from >= (all[index - 1]?.to ?? 0)),
      )
    const syntax = fc.array(fc.record({ length: fc.nat(9), kind: fc.constantFrom('keyword', 'string', null) }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), syntax, apart, (line, runs, marks) => {
        const pieces = runsOf(line, runs, marks)
        expect(pieces.map(({ text }) => text).join('')).to.equal(line)
        const marked = Array.from({ length: line.length }, (_, at) =>
          marks.some(({ from, to }) => from <= at && at < to),
        )
        expect(
          pieces.flatMap(({ text, isMarked }) => Array.from({ length: text.length }, () => isMarked)),
        ).to.deep.equal(marked)
      }),
    )
  })

  it('take the kinds of a highlighter tree across line ends', () => {
    const tree: SyntaxNode = {
      type: 'root',
      children: [
        { type: 'text', value: 'x ' },
        {
          type: 'element',
          properties: { className: ['hljs-comment'] },
          children: [{ type: 'text', value: 'a\nb' }],
        },
        { type: 'element', properties: { className: ['never-heard-of'] }, children: [{ type: 'text', value: 'c' }] },
      ],
    }
    expect(linesOfTree(tree)).to.deep.equal([
      [
        { length: 2, kind: null },
        { length: 1, kind: 'comment' },
      ],
      [
        { length: 1, kind: 'comment' },
        { length: 1, kind: null },
      ],
    ])
  })
})

describe('languageOf', () => {
  it('detects the language by file name', () => {
    expect(['a/b.test.ts', 'Makefile', '.zshrc', 'x.YML'].map(languageOf)).to.deep.equal([
      'typescript',
      'makefile',
      'bash',
      'yaml',
    ])
    expect(['LICENSE', '.gitignore', 'x.constructor', 'constructor', 'a.b/c', ''].map(languageOf)).to.deep.equal([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})
