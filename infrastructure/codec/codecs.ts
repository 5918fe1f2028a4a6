import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { withSchema, type JsonSchema } from './schema.js'

/** The codec of a checked text: what the parser refuses does not decode. */
export function fromParser<A extends string>(
  name: string,
  parse: (raw: string) => E.Either<unknown, A>,
  schema: JsonSchema = {},
): t.Type<A, string> {
  const codec = new t.Type<A, string>(
    name,
    (value): value is A => typeof value === 'string' && E.isRight(parse(value)),
    (value, context) =>
      typeof value === 'string'
        ? pipe(
            parse(value),
            E.match(() => t.failure<A>(value, context), t.success),
          )
        : t.failure(value, context),
    (checked) => checked,
  )
  return withSchema(codec, { type: 'string', ...schema })
}

/** A codec of one key of a query: reads all values that were sent under the key, writes those to send. */
export type QueryCodec<A> = t.Type<A, ReadonlyArray<string>>

/** One of its own: `read` takes whatever was sent and refuses nothing. */
export function queryCodec<A>(
  name: string,
  is: (value: unknown) => value is A,
  read: (values: ReadonlyArray<string>) => A,
  write: (value: A) => ReadonlyArray<string>,
  schema: JsonSchema,
): QueryCodec<A> {
  const codec = new t.Type<A, ReadonlyArray<string>>(
    name,
    is,
    (values, context) => (isTexts(values) ? t.success(read(values)) : t.failure(values, context)),
    write,
  )
  return withSchema(codec, schema)
}

const isTexts = (value: unknown): value is ReadonlyArray<string> => t.readonlyArray(t.string).is(value)

/**
 * An integer in a query, pulled into its range. Numbers are never refused: what is none, is 0 where 0 is out of range,
 * or is absent counts as `fallback`; a fraction is cut. `zero: 'min'` pulls 0 into the range as well.
 */
export function clampedInteger(range: {
  readonly min: number
  readonly max: number
  readonly fallback: number
  readonly zero?: 'fallback' | 'min'
}): QueryCodec<number> {
  const { min, max, fallback, zero = 'fallback' } = range
  const read = ([value = '']: ReadonlyArray<string>): number => {
    const wanted = value.trim() === '' ? Number.NaN : Math.trunc(Number(value))
    if (Number.isNaN(wanted) || (wanted === 0 && min > 0 && zero === 'fallback')) return fallback
    return Math.min(Math.max(wanted, min), max)
  }
  return queryCodec('ClampedInteger', t.number.is, read, (value) => [String(value)], {
    type: 'integer',
    minimum: min,
    maximum: max,
    default: fallback,
  })
}

/** A switch in a query: on for `1` and `true`, off for anything else. */
export const flag: QueryCodec<boolean> = queryCodec(
  'Flag',
  t.boolean.is,
  ([value]) => value === '1' || value === 'true',
  (on) => (on ? ['1'] : []),
  { type: 'string', enum: ['0', '1'], default: '0' },
)

/** A switch in a query whose default is elsewhere: `null` when it is absent. */
export const optionalFlag: QueryCodec<boolean | null> = queryCodec(
  'OptionalFlag',
  (value): value is boolean | null => value === null || t.boolean.is(value),
  ([value]) => (value === undefined ? null : value === '1' || value === 'true'),
  (on) => (on === null ? [] : [on ? '1' : '0']),
  { type: 'string', enum: ['0', '1'] },
)

/** The first value of a key; `''` when it is absent. */
export const text: QueryCodec<string> = queryCodec(
  'Text',
  t.string.is,
  ([value = '']) => value,
  (value) => [value],
  { type: 'string', default: '' },
)

/** All values of a repeated key; past `max` the rest is left out. */
export const texts = (max: number): QueryCodec<ReadonlyArray<string>> =>
  queryCodec(
    'Texts',
    isTexts,
    (values) => values.slice(0, max),
    (values) => values,
    { type: 'array', items: { type: 'string' }, maxItems: max },
  )

/** A text that may be left out: `null`, `''` and absence are the same and read as `undefined`. */
export const optionalText: t.Type<string | undefined, string | null | undefined> = withSchema(
  new t.Type<string | undefined, string | null | undefined>(
    'OptionalText',
    (value): value is string | undefined => value === undefined || typeof value === 'string',
    (value, context) => {
      if (value === undefined || value === null || value === '') return t.success(undefined)
      return typeof value === 'string' ? t.success(value) : t.failure(value, context)
    },
    (text) => text,
  ),
  { type: ['string', 'null'] },
)

/** Any value, read as a text for a parser that will refuse what is none: another type reads as `''`. */
export const textForParser: t.Type<string, string> = withSchema(
  new t.Type<string, string>(
    'TextForParser',
    t.string.is,
    (value) => t.success(typeof value === 'string' ? value : ''),
    (text) => text,
  ),
  { type: 'string' },
)

/**
 * Any value, handed on as it came to a parser that names what is wrong with it better than a path does. `A` is what that
 * parser takes, for those who send it.
 */
export const forParser = <A>(schema: JsonSchema): t.Type<A> =>
  withSchema(
    new t.Type<A>(
      'ForParser',
      (_value): _value is A => true,
      (value) => t.success(value as A),
      t.identity,
    ),
    schema,
  )

/** A record with keys that must be there and keys that may; others are dropped, which `t.intersection` does not do. */
export const recordOf = <R extends t.Props, O extends t.Props>(
  required: R,
  optional: O,
): t.ExactC<t.IntersectionC<[t.TypeC<R>, t.PartialC<O>]>> =>
  t.exact(t.intersection([t.type(required), t.partial(optional)]))

/** A value that may be `null` but is always there. */
export const nullable = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => t.union([codec, t.null])
