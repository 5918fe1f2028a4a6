import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { JsonObject } from '../../../domain/approvals/canonical-json.js'
import { formContent } from '../../../domain/approvals/form-answers.js'
import { readForm } from '../../../domain/approvals/form.js'

const form = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  server: 'asking',
  message: 'Who?',
  mode: 'form',
  schema: { type: 'object', properties, ...more },
})

const PROPERTIES: JsonObject = {
  name: { type: 'string', title: 'Name', minLength: 2, maxLength: 5, default: 'Ada' },
  mail: { type: 'string', format: 'email', description: 'Work' },
  site: { type: 'string', format: 'uri' },
  day: { type: 'string', format: 'date' },
  at: { type: 'string', format: 'date-time' },
  odd: { type: 'string', format: 'postcode' },
  count: { type: 'integer', minimum: 1, maximum: 5, default: 2 },
  share: { type: 'number', minimum: 0 },
  sure: { type: 'boolean', default: true },
  hue: { type: 'string', enum: ['r', 'b'], enumNames: ['Red', 'Blue'], default: 'b' },
  tone: { type: 'string', oneOf: [{ const: 'd', title: 'Dark' }, { const: 'l' }] },
  sizes: {
    type: 'array',
    minItems: 1,
    maxItems: 2,
    items: { type: 'string', enum: ['s', 'm', 'l'] },
    default: ['m', 'x'],
  },
  tags: { type: 'array', items: { anyOf: [{ const: 'a', title: 'Alpha' }] } },
}

describe('the form of an MCP server', () => {
  const answered = (given: unknown, input = form(PROPERTIES, { required: ['name'] })) => {
    const content = formContent(input, given)
    return E.isLeft(content) ? [content.left.reason, content.left.field] : content.right
  }

  it('is read with every type, its bounds, choices and defaults', () => {
    const read = readForm(form(PROPERTIES, { required: ['name'] }))
    if (read?.kind !== 'fields') throw new Error('no fields')
    const plain = { description: null, isRequired: false }
    const text = { ...plain, type: 'text', format: null, min: null, max: null, initial: null }
    expect(read.fields).to.deep.equal([
      { ...text, name: 'name', title: 'Name', isRequired: true, min: 2, max: 5, initial: 'Ada' },
      { ...text, name: 'mail', title: 'mail', description: 'Work', format: 'email' },
      { ...text, name: 'site', title: 'site', format: 'uri' },
      { ...text, name: 'day', title: 'day', format: 'date' },
      { ...text, name: 'at', title: 'at', format: 'date-time' },
      { ...text, name: 'odd', title: 'odd' },
      { ...plain, name: 'count', title: 'count', type: 'number', isInteger: true, min: 1, max: 5, initial: 2 },
      { ...plain, name: 'share', title: 'share', type: 'number', isInteger: false, min: 0, max: null, initial: null },
      { ...plain, name: 'sure', title: 'sure', type: 'boolean', initial: true },
      {
        ...{ ...plain, name: 'hue', title: 'hue', type: 'choice', initial: 'b' },
        choices: [
          { value: 'r', label: 'Red' },
          { value: 'b', label: 'Blue' },
        ],
      },
      {
        ...{ ...plain, name: 'tone', title: 'tone', type: 'choice', initial: null },
        choices: [
          { value: 'd', label: 'Dark' },
          { value: 'l', label: 'l' },
        ],
      },
      {
        ...{ ...plain, name: 'sizes', title: 'sizes', type: 'choices', min: 1, max: 2, initial: ['m'] },
        choices: ['s', 'm', 'l'].map((value) => ({ value, label: value })),
      },
      {
        ...{ ...plain, name: 'tags', title: 'tags', type: 'choices', min: null, max: null, initial: [] },
        choices: [{ value: 'a', label: 'Alpha' }],
      },
    ])
    expect(readForm(form({}))).to.deep.equal({ kind: 'fields', fields: [] })
  })

  it('is left to the terminal where a part is unknown, of another type or too large', () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`f${String(index)}`, { type: 'string' }]),
    )
    const broken: ReadonlyArray<JsonObject> = [
      {},
      { ...form({}), mode: 'later' },
      { ...form({}), schema: 'none' },
      form({}, { type: 'array' }),
      form({}, { required: ['absent'] }),
      form({}, { required: 'name' }),
      form(many),
      form({ a: { type: 'object', properties: {} } }),
      form({ a: { type: ['string', 'null'] } }),
      form({ a: { $ref: '#/x' } }),
      form({ a: true }),
      form({ a: { type: 'string', enum: [] } }),
      form({ a: { type: 'string', enum: ['x', 'x'] } }),
      form({ a: { type: 'string', enum: [1] } }),
      form({ a: { type: 'string', enum: Array.from({ length: 201 }, String) } }),
      form({ a: { type: 'string', oneOf: [{ type: 'string' }] } }),
      form({ a: { type: 'array', items: { type: 'string' } } }),
      form({ a: { type: 'array' } }),
      form({ a: { type: 'string', title: 'x'.repeat(501) } }),
      form({ a: { type: 'string', title: 7 } }),
      form({ a: { type: 'string', description: 'x'.repeat(5_001) } }),
      form({ ['n'.repeat(501)]: { type: 'string' } }),
    ]
    expect(broken.map((input) => readForm(input))).to.deep.equal(broken.map(() => null))
    expect(broken.map((input) => answered({}, input))).to.deep.equal(broken.map(() => ['not-answerable', null]))
  })

  it('never fails on any schema, and refuses what is no schema of it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (properties, given) => {
        const input = form(properties as JsonObject)
        expect(readForm(input) === null).to.equal(JSON.stringify(answered(given, input)) === '["not-answerable",null]')
      }),
    )
  })

  it('is accepted with the values that a person gave, and with nothing that is not a field', () => {
    const given = {
      ...{
        name: 'Eve',
        mail: 'a@b',
        site: 'https://example.org/x',
        day: '2026-02-28',
        at: '2026-02-28T09:00:00+01:00',
      },
      ...{ odd: '', count: 5, share: 0.5, sure: false, hue: 'r', tone: null, sizes: ['l', 's'], tags: [] },
    }
    const { odd: _odd, tone: _tone, tags: _tags, ...content } = given
    expect(answered(given)).to.deep.equal(content)
    expect(answered({ name: 'Eve' })).to.deep.equal({ name: 'Eve' })
    expect([answered(undefined), answered('yes'), answered([])]).to.deep.equal(Array(3).fill(['missing', null]))
    expect(answered({ name: 'Eve', other: 1 })).to.deep.equal(['unknown-question', 'other'])
    expect(answered(undefined, form({}))).to.deep.equal({})
    const hidden = JSON.parse('{"__proto__":{"type":"string"}}') as JsonObject
    expect(JSON.stringify(answered(JSON.parse('{"__proto__":"x"}'), form(hidden)))).to.equal('{"__proto__":"x"}')
  })

  it('is not accepted with a value that its field does not take', () => {
    const wrong: ReadonlyArray<readonly [string, unknown]> = [
      ...[7, 'x', 'longer'].map((value) => ['name', value] as const),
      ...['no', 'a b@c'].map((value) => ['mail', value] as const),
      ['site', 'example'],
      ...['2026-02-30', '28.02.2026', '2026-2-28'].map((value) => ['day', value] as const),
      ...['2026-02-28', '2026-02-28T25:00:00Z', '2026-02-30T09:00:00Z'].map((value) => ['at', value] as const),
      ...['3', 0, 6, 1.5, true].map((value) => ['count', value] as const),
      ...[-1, [1]].map((value) => ['share', value] as const),
      ...['true', 1].map((value) => ['sure', value] as const),
      ...['Red', 'toString', ['r']].map((value) => ['hue', value] as const),
      ...['s', ['s', 's'], ['s', 'm', 'l'], ['x'], [1]].map((value) => ['sizes', value] as const),
    ]
    for (const [field, value] of wrong)
      expect(answered({ name: 'Eve', [field]: value }), `${field} ${JSON.stringify(value)}`).to.deep.equal([
        'not-valid',
        field,
      ])
    expect(answered({ name: '' })).to.deep.equal(['missing', 'name'])
    expect(answered({ name: 'Eve', odd: 'x'.repeat(10_001) })).to.deep.equal(['too-long', 'odd'])
  })

  it('has an address of the web only, which is accepted without values', () => {
    const address = (url: unknown) => ({ mode: 'url', message: 'Go', url }) as JsonObject
    expect(readForm(address('https://example.com/a?b=1'))).to.deep.equal({
      kind: 'url',
      url: 'https://example.com/a?b=1',
    })
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'example',
      '',
      7,
      null,
      `https://x/${'x'.repeat(4_000)}`,
    ])
      expect(readForm(address(url))).to.equal(null)
    expect(answered({}, address('https://example.com/'))).to.deep.equal({})
    expect(answered({ a: 1 }, address('https://example.com/'))).to.deep.equal(['unknown-question', 'a'])
  })
})
