import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { parseSessionName } from '../../../domain/sessions/session-name.js'
import {
  clampedInteger,
  integerWithin,
  flag,
  fromParser,
  optionalText,
  recordOf,
  texts,
  textForParser,
} from '../../../infrastructure/codec/codecs.js'
import { decode } from '../../../infrastructure/codec/decode.js'
import { schemaOf } from '../../../infrastructure/codec/schema.js'
import { anyJson } from '../../support/arbitrary-of.js'

describe('decoding', () => {
  const Shape = recordOf(
    { name: t.string, sizes: t.array(t.strict({ width: t.number })) },
    { kind: t.union([t.literal('a'), t.null]) },
  )

  it('drops keys that are not known', () => {
    const value = { name: 'x', sizes: [{ width: 1, height: 2 }], kind: null }
    expect(decode(Shape, { ...value, more: true })).to.deep.equal(
      E.right({ name: 'x', sizes: [{ width: 1 }], kind: null }),
    )
  })

  it('says where a value is wrong, sorted, each place once, and never what it is', () => {
    const wrong = decode(Shape, { sizes: [{ width: 1 }, { width: 'secret' }], kind: 'secret' })
    expect(wrong).to.deep.equal(E.left({ _tag: 'InvalidInput', at: ['kind', 'name', 'sizes.1.width'] }))
  })

  it('names no place when the whole is wrong, and not every place of a large one', () => {
    expect(decode(Shape, null)).to.deep.equal(E.left({ _tag: 'InvalidInput', at: [] }))
    const many = decode(t.array(t.number), Array(5_000).fill('x'))
    expect(E.isLeft(many) ? many.left.at.length : 0).to.equal(20)
  })
})

describe('the codec of a checked text', () => {
  const Name = fromParser('SessionName', parseSessionName, { maxLength: 64 })

  it('takes what the parser takes, as the parser changes it', () => {
    expect(decode(Name, 'a.b')).to.deep.equal(E.right('a_b'))
    expect([decode(Name, 'a:b'), decode(Name, 7)].map(E.isLeft)).to.deep.equal([true, true])
    expect([Name.is('a'), Name.is('a:b'), Name.is(7)]).to.deep.equal([true, false, false])
    expect(schemaOf(Name)).to.deep.equal({ type: 'string', maxLength: 64 })
  })
})

describe('codecs of a query', () => {
  const lines = clampedInteger({ min: 1, max: 10, fallback: 4 })
  const limit = clampedInteger({ min: 0, max: 10, fallback: 4 })

  it('read any text as an integer within bounds', () => {
    const read = (value: string | undefined) => decode(lines, value === undefined ? [] : [value])
    const given = [undefined, '', ' ', 'x', '0', '-7', '3', '3.9', '99', '1e1', 'Infinity', '-Infinity', 'NaN']
    expect(given.map(read)).to.deep.equal([4, 4, 4, 4, 4, 1, 3, 3, 10, 10, 10, 1, 4].map((n) => E.right(n)))
    expect(decode(limit, ['0'])).to.deep.equal(E.right(0))
    fc.assert(
      fc.property(fc.string(), (text) => {
        const result = decode(lines, [text])
        expect(E.isRight(result) && Number.isInteger(result.right) && result.right >= 1 && result.right <= 10).to.equal(
          true,
        )
      }),
    )
  })

  it('refuse what is no integer of their range', () => {
    const offset = integerWithin({ min: 0, max: 10, fallback: 4 })
    expect([[], [''], ['0'], ['10'], ['7', 'x']].map((values) => decode(offset, values))).to.deep.equal(
      [4, 4, 0, 10, 7].map((n) => E.right(n)),
    )
    for (const text of ['-1', '11', '3.0', '1e1', ' 3', 'x', 'NaN', '9'.repeat(400)])
      expect(E.isLeft(decode(offset, [text])), text).to.equal(true)
  })

  it('read switches and lists', () => {
    expect([['1'], ['true'], ['0'], ['yes'], [], ['1', '0']].map((values) => decode(flag, values))).to.deep.equal(
      [true, true, false, false, false, true].map((on) => E.right(on)),
    )
    expect(decode(texts(2), ['a', 'b', 'c'])).to.deep.equal(E.right(['a', 'b']))
  })

  it('write what they read', () => {
    expect([lines.encode(7), flag.encode(true), flag.encode(false), texts(2).encode(['a'])]).to.deep.equal([
      ['7'],
      ['1'],
      [],
      ['a'],
    ])
  })

  it('take nothing but texts', () => {
    expect(E.isLeft(decode(lines, 7))).to.equal(true)
  })
})

describe('texts that may be missing', () => {
  it('are undefined when empty, null or absent, and wrong when they are something else', () => {
    expect(['x', '', null, undefined].map((value) => decode(optionalText, value))).to.deep.equal(
      ['x', undefined, undefined, undefined].map((text) => E.right(text)),
    )
    expect([0, false, {}, []].map((value) => E.isLeft(decode(optionalText, value)))).to.deep.equal(Array(4).fill(true))
  })

  it('are left to a parser that refuses the empty text', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(decode(textForParser, value)).to.deep.equal(E.right(typeof value === 'string' ? value : ''))
      }),
    )
  })
})
