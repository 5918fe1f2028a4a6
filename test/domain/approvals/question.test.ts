import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { previewOf } from '../../../domain/approvals/approval.js'
import { answeredInput, kindOf, readQuestions } from '../../../domain/approvals/question.js'

const option = (label: string, description?: string) => ({
  label,
  ...(description === undefined ? {} : { description }),
})
const COLOUR = {
  question: 'Which colour?',
  header: 'Colour',
  multiSelect: false,
  options: [option('Red', 'warm'), option('Blue')],
}
const SIZES = { question: 'Which sizes?', multiSelect: true, options: [option('S'), option('M'), option('M')] }
const INPUT = { questions: [COLOUR, SIZES], metadata: { source: 'test' } }

describe('the questions of an agent', () => {
  const reason = (given: unknown, input = INPUT as Parameters<typeof answeredInput>[0]) => {
    const answered = answeredInput(input, given)
    return E.isLeft(answered) ? answered.left.reason : answered.right
  }

  it('are told from permissions by their tool', () => {
    expect(
      ['AskUserQuestion', 'ExitPlanMode', 'Bash', 'mcp__x__AskUserQuestion', ''].map((tool) => kindOf({ tool })),
    ).to.deep.equal(['question', 'plan', 'permission', 'permission', 'permission'])
  })

  it('are read with their options, 50 and with equal labels too', () => {
    expect(readQuestions(INPUT)).to.deep.equal([
      {
        text: 'Which colour?',
        header: 'Colour',
        isMultiple: false,
        options: [
          { label: 'Red', description: 'warm' },
          { label: 'Blue', description: null },
        ],
      },
      {
        text: 'Which sizes?',
        header: null,
        isMultiple: true,
        options: ['S', 'M', 'M'].map((label) => ({ label, description: null })),
      },
    ])
    const many = Array.from({ length: 50 }, (_, index) => option(`Choice ${String(index)}`))
    expect(readQuestions({ questions: [{ question: 'q', options: many }] })?.[0]?.options).to.have.length(50)
  })

  it('are not read where a part is missing, of another type or asked twice', () => {
    const broken = [
      {},
      { questions: [] },
      { questions: 'x' },
      { questions: [null] },
      { questions: [{ question: '', options: [] }] },
      { questions: [{ question: 'q' }] },
      { questions: [{ question: 'q', options: ['Red'] }] },
      { questions: [{ question: 'q', options: [{ label: '' }] }] },
      { questions: [COLOUR, COLOUR] },
    ]
    expect(broken.map(readQuestions)).to.deep.equal(broken.map(() => null))
  })

  it('are answered by label, by several labels and in own words, beside the whole original input', () => {
    expect(reason({ 'Which colour?': 'Blue', 'Which sizes?': ['S', 'M'] })).to.deep.equal({
      ...INPUT,
      answers: { 'Which colour?': 'Blue', 'Which sizes?': 'S, M' },
    })
    expect(reason({ 'Which colour?': [' as the sea '], 'Which sizes?': 'all of them' })).to.deep.equal({
      ...INPUT,
      answers: { 'Which colour?': 'as the sea', 'Which sizes?': 'all of them' },
    })
  })

  it('are answered by every label as the agent wrote it, however long the labels are together', () => {
    const labels = [' Red', 'Red', ' ', ...Array.from({ length: 50 }, (_, at) => `${String(at)} ${'x'.repeat(60)}`)]
    const input = { questions: [{ question: 'q', multiSelect: true, options: labels.map((label) => option(label)) }] }
    expect(reason({ q: [...labels, ' own words '] }, input)).to.deep.equal({
      ...input,
      answers: { q: [...labels, 'own words'].join(', ') },
    })
    expect(reason({ q: [...labels, 'x'.repeat(2_001)] }, input)).to.equal('too-long')
  })

  it('take no answers that are missing, too many, too long or for another question', () => {
    const both = { 'Which colour?': 'Blue', 'Which sizes?': ['S'] }
    expect(
      [
        undefined,
        null,
        'Blue',
        [],
        {},
        { 'Which colour?': 'Blue' },
        { ...both, 'Which colour?': ' ' },
        { ...both, 'Which colour?': 3 },
        { ...both, 'Which sizes?': [] },
        { ...both, 'Which sizes?': ['S', ''] },
        { ...both, 'Which colour?': ['Red', 'Blue'] },
        { ...both, 'Which shape?': 'round' },
        { ...both, 'Which colour?': 'x'.repeat(2_001) },
      ].map((given) => reason(given)),
    ).to.deep.equal([...Array<string>(10).fill('missing'), 'several', 'unknown-question', 'too-long'])
    expect(reason({}, {})).to.equal('missing')
  })

  it('have a text named like a member of every object answered only by its own answer', () => {
    const input = { questions: [{ question: 'constructor', options: [] }] }
    expect(reason({}, input)).to.equal('missing')
    expect(reason({ constructor: 'x' }, input)).to.deep.equal({ ...input, answers: { constructor: 'x' } })
  })

  it('never get an answer that no person gave', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const answered = answeredInput(INPUT, given)
        expect(E.isLeft(answered)).to.equal(true)
      }),
    )
  })

  it('are previewed by their texts', () => {
    expect(previewOf('AskUserQuestion', INPUT)).to.equal('Which colour? Which sizes?')
    expect(previewOf('AskUserQuestion', {})).to.equal('{}')
    expect(previewOf('ExitPlanMode', { plan: '# Plan' })).to.equal('Plan')
    const plan =
      '# Move\n\n## Steps\n1. Write **tests** for `my_cart_total`\n- [ ] See [the docs](https://x.example/a)\n```ts\nf()\n```\n'
    expect(previewOf('ExitPlanMode', { plan })).to.equal('Write tests for my_cart_total See the docs f()')
    expect(previewOf('ExitPlanMode', {})).to.equal('{}')
  })
})
