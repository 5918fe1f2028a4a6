import fc from 'fast-check'
import { MAX_REASON_LENGTH } from '../../../domain/approvals/denial-reason.js'
import { isLine, MAX_LINE_LENGTH } from '../../../domain/approvals/dialog-step.js'
import { planBlocks, planReason } from '../../../domain/approvals/plan-comments.js'

const HOOK = { limit: MAX_REASON_LENGTH, isOneLine: false }
const DIALOG = { limit: MAX_LINE_LENGTH, isOneLine: true }
const COMMENTS = [
  { line: 5, quote: '2. Test `it`', text: 'In a browser,\nplease' },
  { line: 3, quote: '1. One **bold** step', text: 'Two steps' },
]

describe('comments on a plan', () => {
  it('are sent below their quoted lines, in the order of the plan, with the words about the whole at the end', () => {
    expect(planReason(COMMENTS, ' Keep it small ', HOOK)).to.equal(
      '> 1. One **bold** step\nTwo steps\n\n> 2. Test `it`\nIn a browser,\nplease\n\nKeep it small',
    )
    expect(planReason([], 'Smaller', HOOK)).to.equal('Smaller')
    expect(planReason([], '', HOOK)).to.equal('')
  })

  it('are one line at a dialog', () => {
    const text = planReason(COMMENTS, '', DIALOG)
    expect(text).to.equal('On “1. One **bold** step”: Two steps · On “2. Test `it`”: In a browser, please')
    expect(isLine(text)).to.equal(true)
  })

  it('shorten their quotes to fit, and never the words of the person', () => {
    const quote = 'a'.repeat(400)
    const many = Array.from({ length: 20 }, (_, line) => ({ line, quote, text: 'no '.repeat(10) }))
    const text = planReason(many, '', HOOK)
    expect([
      text.length <= MAX_REASON_LENGTH,
      text.split('no no').length > 20,
      text.includes(`> ${'a'.repeat(59)}…\n`),
    ]).to.deep.equal([true, true, true])
    const long = planReason([{ line: 1, quote, text: 'x'.repeat(2_500) }], '', HOOK)
    expect([long.length, long.endsWith('x'.repeat(2_500))]).to.deep.equal([2_500 + 23, true])
  })

  it('are a line that a dialog takes, whatever was typed, unless they are too long', () => {
    const word = fc.string({ unit: 'binary', maxLength: 80 })
    fc.assert(
      fc.property(word, word, word, (quote, text, words) => {
        const reason = planReason([{ line: 1, quote, text }], words, DIALOG)
        expect(Array.from(reason).length > MAX_LINE_LENGTH || isLine(reason)).to.equal(true)
      }),
    )
  })
})

describe('the parts of a plan', () => {
  it('are headings, items, paragraphs, tables and code, with the numbers of their lines', () => {
    const plan = [
      '# Plan',
      'Move the store',
      'to a file.',
      '',
      '1. Write it',
      '   with care',
      '   - a test',
      '2. Ship',
      '',
      '```ts',
      'const a = 1',
      '',
      '- no item',
      '```',
      '| a | b |',
      '|---|---|',
      '| 1 | 2 |',
    ].join('\n')
    expect(planBlocks(plan).map(({ line, text, depth }) => [line, text, depth])).to.deep.equal([
      [1, '# Plan', 0],
      [2, 'Move the store\nto a file.', 0],
      [5, '1. Write it\n   with care', 0],
      [7, '- a test', 1],
      [8, '2. Ship', 0],
      [10, '```ts\nconst a = 1\n\n- no item\n```', 0],
      [15, '| a | b |\n|---|---|\n| 1 | 2 |', 0],
    ])
  })

  it('hold every line that is not empty, once and in order, whatever the plan is', () => {
    const line = fc.constantFrom(
      '',
      '  ',
      '# h',
      'text',
      '- item',
      '  1. one',
      '```',
      '~~~~',
      '    code',
      '| a |',
      '\t- tab',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const parts = planBlocks(lines.join('\n'))
        const filled = (text: string) =>
          text
            .split('\n')
            .map((one) => one.trim())
            .filter((one) => one !== '')
        expect(parts.flatMap(({ text }) => filled(text))).to.deep.equal(filled(lines.join('\n')))
        for (const part of parts) expect(lines[part.line - 1]?.trim()).to.equal(part.text.split('\n')[0]?.trim())
      }),
    )
  })

  it('are 500 at most, with the rest in the last one', () => {
    const parts = planBlocks('- a\n'.repeat(900))
    expect([parts.length, parts.at(-1)?.text.split('\n').length]).to.deep.equal([500, 401])
  })
})
