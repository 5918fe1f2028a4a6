import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { MAX_PROMPT_LENGTH } from '../../../domain/prompts/prompt.js'
import {
  addTemplate,
  changeTemplate,
  filledTemplate,
  MAX_TEMPLATES,
  MAX_TEMPLATES_LENGTH,
  MAX_TITLE_LENGTH,
  removeTemplate,
  templateTitle,
  type PromptTemplate,
  type PromptTemplates,
} from '../../../domain/prompts/prompt-template.js'
import { right } from '../../support/results.js'

const template = (id: string, title = id, text = 'go'): PromptTemplate => ({ id, title, text })
const NO_VALUES = { name: null, branch: null, folder: null, project: null, card: null }

describe('prompt templates', () => {
  it('have a title of one line without characters that act on what is around it', () => {
    for (const [raw, title] of [
      [' Run\r\n\tthe\u0007tests ', 'Run the tests'],
      ['\u202eevil\u2066أهلا', 'evil أهلا'],
      ['x'.repeat(MAX_TITLE_LENGTH), 'x'.repeat(MAX_TITLE_LENGTH)],
    ] as const)
      expect(templateTitle(raw)).to.deep.equal(E.right(title))
    for (const raw of ['', ' \n\u0000\u009b ', 'x'.repeat(MAX_TITLE_LENGTH + 1), 'x'.repeat(1_000_000)])
      expect(E.isLeft(templateTitle(raw)), raw.slice(0, 5)).to.equal(true)
  })

  it('of one title are numbered, and the same title and text are added once', () => {
    let all: PromptTemplates = []
    for (const [id, text] of [
      ['one', 'a'],
      ['two', 'b'],
      ['three', 'a'],
      ['again', 'b'],
      ['four', 'c'],
    ] as const)
      all = right(addTemplate(all, template(id, 'Tests', text)))
    expect(all.map(({ id, title }) => [id, title])).to.deep.equal([
      ['one', 'Tests'],
      ['two', 'Tests (2)'],
      ['four', 'Tests (3)'],
    ])
    const renamed = right(changeTemplate(all, 'four', { title: 'Tests', text: null }, null))
    expect(renamed.map(({ title, text }) => [title, text])[2]).to.deep.equal(['Tests (3)', 'c'])
  })

  it('keep unique titles within the bound over any additions and changes', () => {
    const title = fc.oneof(
      fc.constantFrom('x'.repeat(MAX_TITLE_LENGTH), 'Tests', 'Tests (2)'),
      fc.string({ maxLength: 9 }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(title, fc.string({ maxLength: 3 }), fc.boolean()), { maxLength: 30 }), (steps) => {
        let all: PromptTemplates = []
        for (const [index, [raw, text, isChange]] of steps.entries()) {
          const read = templateTitle(raw)
          if (E.isLeft(read)) continue
          const first = isChange ? all[0] : undefined
          all = right(
            first === undefined
              ? addTemplate(all, template(String(index), read.right, text))
              : changeTemplate(all, first.id, { title: read.right, text }, first.text),
          )
        }
        const titles = all.map((one) => one.title)
        expect(new Set(titles).size).to.equal(titles.length)
        for (const one of titles) expect(E.isRight(templateTitle(one)), one).to.equal(true)
      }),
    )
  })

  it('are bounded in number and in the length of their texts', () => {
    const many = Array.from({ length: MAX_TEMPLATES }, (_, index) => template(String(index)))
    expect(addTemplate(many, template('more'))).to.deep.equal(E.left({ _tag: 'PromptTemplatesFull', bound: 'count' }))
    const long = 'x'.repeat(MAX_PROMPT_LENGTH)
    const heavy = Array.from({ length: MAX_TEMPLATES_LENGTH / MAX_PROMPT_LENGTH }, (_, index) =>
      template(String(index), String(index), long),
    )
    const full = E.left({ _tag: 'PromptTemplatesFull', bound: 'length' })
    expect(addTemplate(heavy, template('more'))).to.deep.equal(full)
    const lighter = right(changeTemplate(heavy, '0', { title: null, text: 'x' }, long))
    expect(
      changeTemplate(
        right(addTemplate(lighter, template('more', 'more', long.slice(1)))),
        '0',
        { title: null, text: 'xx' },
        'x',
      ),
    ).to.deep.equal(full)
  })

  it('are changed only while they have the text that the client has read', () => {
    const all = [template('one', 'Tests', 'a')]
    const change = (text: string, former: string | null) => changeTemplate(all, 'one', { title: null, text }, former)
    expect(change('b', 'other')).to.deep.equal(E.left({ _tag: 'PromptTemplateChanged', id: 'one' }))
    for (const former of ['a', null]) expect(right(change('b', former))).to.deep.equal([template('one', 'Tests', 'b')])
    const gone = E.left({ _tag: 'PromptTemplateNotFound', id: 'two' })
    expect(changeTemplate(all, 'two', { title: 'x', text: null }, null)).to.deep.equal(gone)
    expect([removeTemplate(all, 'two'), removeTemplate(all, 'one')]).to.deep.equal([gone, E.right([])])
  })

  it('get the values of a session, and leave placeholders that have none', () => {
    const text = '{{name}} {{ folder }} {{branch}} {{unknown}} {{constructor}} {{__proto__}} {name} {{{{name}}}}'
    expect(filledTemplate(text, { ...NO_VALUES, name: '$& {{folder}}', folder: '/w' })).to.equal(
      '$& {{folder}} /w {{branch}} {{unknown}} {{constructor}} {{__proto__}} {name} {{$& {{folder}}}}',
    )
    expect(filledTemplate('{{ '.repeat(20_000), NO_VALUES)).to.have.length(60_000)
  })
})
