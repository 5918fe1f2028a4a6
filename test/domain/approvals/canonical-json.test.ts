import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { canonicalJson, isTooDeep, MAX_DEPTH, tooDeep, type Json } from '../../../domain/approvals/canonical-json.js'
import { right } from '../../support/results.js'

const nested = (depth: number): Json => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json

describe('canonicalJson', () => {
  it('sorts keys by code unit at every depth and leaves out white space', () => {
    expect(
      right(canonicalJson({ b: [1, { z: null, a: '€' }], a: true, B: 1e21, '\u{1f600}': 1, '\ufb33': 2 })),
    ).to.equal('{"B":1e+21,"a":true,"b":[1,{"a":"€","z":null}],"\u{1f600}":1,"\ufb33":2}')
  })

  it('keeps a key called __proto__ as data', () => {
    const value = JSON.parse('{"__proto__":{"x":1},"a":2}') as Json
    expect(right(canonicalJson(value))).to.equal('{"__proto__":{"x":1},"a":2}')
  })

  it('refuses deep nesting without overflowing the stack', () => {
    expect(E.isRight(canonicalJson(nested(MAX_DEPTH)))).to.equal(true)
    expect(canonicalJson(nested(MAX_DEPTH + 2))).to.deep.equal(E.left(tooDeep))
    expect(isTooDeep(nested(100_000))).to.equal(true)
    const around = (depth: number): Json => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`) as Json
    expect([isTooDeep(around(MAX_DEPTH)), isTooDeep(around(MAX_DEPTH + 1))]).to.deep.equal([false, true])
  })

  it('is equal for equal values and parses back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const copy = JSON.parse(JSON.stringify(value)) as Json
        const text = right(canonicalJson(copy))
        expect(JSON.parse(text)).to.deep.equal(copy)
        const shuffled =
          typeof copy === 'object' && copy !== null && !Array.isArray(copy)
            ? Object.fromEntries(Object.entries(copy).reverse())
            : copy
        expect(right(canonicalJson(shuffled))).to.equal(text)
      }),
    )
  })
})
