import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { invalidPlanEdit } from '../../../domain/projects/errors.js'
import { parsePlanAction, parseSeen } from '../../../domain/projects/plan-action.js'

const details = (...raws: object[]) =>
  raws.map((raw) => {
    const parsed = parsePlanAction(raw as Record<string, unknown>)
    return E.isLeft(parsed) ? parsed.left.detail : parsed.right.action
  })

describe('parsePlanAction', () => {
  const at = { section: 'dev', line: 3 }

  it('reads each action with its fields, and drops others', () => {
    const parsed = parsePlanAction({ action: 'edit', ...at, text: '  a b ', meta: 1, x: 2 })
    expect(parsed).to.deep.equal(E.right({ action: 'edit', ...at, text: 'a b' }))
    expect(
      details(
        { action: 'toggle', ...at },
        { action: 'delete', ...at },
        { action: 'move', ...at, toSection: 'backlog' },
        { action: 'reorder', ...at, toIndex: 0 },
        { action: 'add', section: 'backlog', text: 'a' },
        { action: 'set-version', section: 'released', version: '1.0+b-2' },
      ),
    ).to.deep.equal(['toggle', 'delete', 'move', 'reorder', 'add', 'set-version'])
    expect(parsePlanAction({ action: 'add', section: 'dev', text: 'a', meta: { ' theme ': ' b c ' } })).to.deep.equal(
      E.right({ action: 'add', section: 'dev', text: 'a', meta: { theme: 'b c' } }),
    )
    expect(parsePlanAction({ action: 'set-version', section: 'dev', version: 'v1.2' })).to.deep.equal(
      E.right({ action: 'set-version', section: 'dev', version: '1.2' }),
    )
  })

  it('reports the first invalid part', () => {
    const add = (part: object) => ({ action: 'add', section: 'dev', text: 'a', ...part })
    const set = (version: unknown) => ({ action: 'set-version', section: 'dev', version })
    const expected: readonly (readonly [string, object])[] = [
      ['bad-action', {}],
      ['bad-action', { action: 'drop', ...at }],
      ['bad-action', { action: ['toggle'], ...at }],
      ['bad-section', { action: 'toggle', line: 3 }],
      ['bad-section', { action: 'toggle', section: 'changelog', line: 3 }],
      ['bad-section', { action: 'set-version', section: 'backlog', version: '1' }],
      ['bad-to-section', { action: 'move', ...at, toSection: '' }],
      ...[0, -1, 1.5, Number.NaN, '3', null, [3]].map(
        (line) => ['bad-line', { action: 'toggle', section: 'dev', line }] as const,
      ),
      ...[-1, 0.5, '0', null].map((toIndex) => ['bad-to-index', { action: 'reorder', ...at, toIndex }] as const),
      ...['', '  ', 'a\nb', 'a\u0000', 'a{b', 'a}', '\uD800', 'a'.repeat(501), 5, null].map(
        (text) => ['bad-text', add({ text })] as const,
      ),
      ...['', ' 1', '1 0', 'ü', '1'.repeat(41), 1, null].map((version) => ['bad-version', set(version)] as const),
      ...[
        [],
        'a',
        { a: 1 },
        { a: 'b,c' },
        { 'a:b': 'c' },
        { 'a,b': 'c' },
        { '': 'a' },
        { ' ': 'a' },
        { a: '}' },
        { a: 'b\n' + 'c' },
        { a: 'b'.repeat(61) },
        JSON.parse('{"__proto__":"a"}') as object,
        { constructor: 'a' },
        Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v'])),
      ].map((meta) => ['bad-meta', add({ meta })] as const),
    ]
    expect(details(...expected.map(([, raw]) => raw))).to.deep.equal(expected.map(([detail]) => detail))
  })

  it('never throws for any input', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (raw) => void parsePlanAction(raw)))
  })
})

describe('parseSeen', () => {
  it('reads absent and null as no expectation, and accepts texts only', () => {
    expect([{}, { docRev: null, expect: 'a' }, { docRev: 1 }, { expect: {} }].map(parseSeen)).to.deep.equal([
      E.right({ docRev: null, expect: null }),
      E.right({ docRev: null, expect: 'a' }),
      E.left(invalidPlanEdit('bad-doc-rev')),
      E.left(invalidPlanEdit('bad-expect')),
    ])
  })
})
