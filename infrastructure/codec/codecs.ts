import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { withSchema, type JsonSchema } from './schema.js'
import { timeIn } from './iso-text.js'

/** Codec of a validated text. A text that the parser refuses does not decode. */
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

/** Codec of one query parameter. Decodes all values sent under its key. */
export type QueryCodec<A> = t.Type<A, ReadonlyArray<string>>

/** Query codec with its own reader. `read` accepts every input. */
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

/** Range of an integer in a query, and its value when it is absent. */
interface IntegerRange {
  readonly min: number
  readonly max: number
  readonly fallback: number
}

/** Integer in a query. Absent or empty reads as `fallback`; anything but an integer of the range does not decode. */
export function integerWithin({ min, max, fallback }: IntegerRange): QueryCodec<number> {
  const isInRange = (value: unknown): value is number =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
  const codec = new t.Type<number, ReadonlyArray<string>>(
    'IntegerWithin',
    isInRange,
    (values, context) => {
      const [value = ''] = isTexts(values) ? values : ['invalid']
      const wanted = value === '' ? fallback : /^-?\d+$/.test(value) ? Number(value) : Number.NaN
      return isInRange(wanted) ? t.success(wanted) : t.failure(values, context)
    },
    (value) => [String(value)],
  )
  return withSchema(codec, { type: 'integer', minimum: min, maximum: max, default: fallback })
}

/**
 * Integer in a query, clamped to its range; never refused. A missing or invalid number reads as `fallback`, and so does
 * a 0 outside the range unless `zero` is `'min'`, which clamps it. Fractions are truncated. For queries that existing
 * clients send.
 */
export function clampedInteger(range: IntegerRange & { readonly zero?: 'fallback' | 'min' }): QueryCodec<number> {
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
    'x-clamped': true,
  })
}

/** Boolean in a query: true for `1` and `true`, false for anything else. */
export const flag: QueryCodec<boolean> = queryCodec(
  'Flag',
  t.boolean.is,
  ([value]) => value === '1' || value === 'true',
  (on) => (on ? ['1'] : []),
  { type: 'string', enum: ['0', '1'], default: '0' },
)

/** Boolean in a query without a default: `null` when it is absent. */
export const optionalFlag: QueryCodec<boolean | null> = queryCodec(
  'OptionalFlag',
  (value): value is boolean | null => value === null || t.boolean.is(value),
  ([value]) => (value === undefined ? null : value === '1' || value === 'true'),
  (on) => (on === null ? [] : [on ? '1' : '0']),
  { type: 'string', enum: ['0', '1'] },
)

/** First value of a key; `''` when it is absent. */
export const text: QueryCodec<string> = queryCodec(
  'Text',
  t.string.is,
  ([value = '']) => value,
  (value) => [value],
  { type: 'string', default: '' },
)

/** All values of a repeated key, at most `max`. */
export const texts = (max: number): QueryCodec<ReadonlyArray<string>> =>
  queryCodec(
    'Texts',
    isTexts,
    (values) => values.slice(0, max),
    (values) => values,
    { type: 'array', items: { type: 'string' }, maxItems: max },
  )

/** Optional text: `null`, `''` and absence read as `undefined`. */
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

/** Text for a parser that validates it: any other type reads as `''`. */
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
 * Unchecked value for a parser whose errors are more specific than paths. `A` is the input of that parser, for senders.
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

/** Record with required and optional keys. Drops other keys, which `t.intersection` does not. */
export const recordOf = <R extends t.Props, O extends t.Props>(
  required: R,
  optional: O,
): t.ExactC<t.IntersectionC<[t.TypeC<R>, t.PartialC<O>]>> =>
  t.exact(t.intersection([t.type(required), t.partial(optional)]))

/** Codec of one of these texts. */
export const oneOf = <A extends string>(texts: ReadonlyArray<A>): t.KeyofC<Readonly<Record<A, null>>> =>
  t.keyof(Object.fromEntries(texts.map((one) => [one, null])) as Readonly<Record<A, null>>)

/** Value that may be `null` but not absent. */
export function nullable<C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> {
  const union = t.union([codec, t.null])
  if (codec.encode === t.identity) return union
  return Object.assign(union, { encode: (value: unknown): unknown => (value === null ? null : codec.encode(value)) })
}

/** Number that is an integer. Numbers with a fraction are not refused: the hub itself encodes it. */
export const integer: t.NumberC = withSchema(new t.NumberType(), { type: 'integer' })

/** Integer of a range. */
export const integerIn = (minimum: number, maximum: number): t.Type<number> =>
  withSchema(
    t.refinement(t.number, (value) => Number.isInteger(value) && value >= minimum && value <= maximum),
    { type: 'integer', minimum, maximum },
  )

/** Text of `minLength` to `maxLength` UTF-16 code units. */
export const textOf = (minLength: number, maxLength = Infinity): t.Type<string> =>
  withSchema(
    t.refinement(t.string, ({ length }) => length >= minLength && length <= maxLength),
    { type: 'string', minLength, ...(maxLength === Infinity ? {} : { maxLength }) },
  )

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/
/** Length of the longest text that `ISO` matches. */
const MAX_ISO = 29

const momentOf = (value: string): number => (ISO.test(value) ? timeIn(value) : Number.NaN)

/** Time in a query: ISO 8601 with a zone, or a date in UTC. Absent or empty reads as `null`; any other text does not decode. */
export const optionalTime: QueryCodec<number | null> = withSchema(
  new t.Type<number | null, ReadonlyArray<string>>(
    'OptionalTime',
    (value): value is number | null => value === null || typeof value === 'number',
    (values, context) => {
      const [value = ''] = isTexts(values) ? values : ['invalid']
      if (value === '') return t.success(null)
      const at = momentOf(value)
      return Number.isNaN(at) ? t.failure(values, context) : t.success(at)
    },
    (at) => (at === null ? [] : [new Date(at).toISOString()]),
  ),
  { type: 'string', maxLength: MAX_ISO, default: '' },
)

/** All times of a repeated key, as `optionalTime` reads them. More than `max`, or another text, do not decode. */
export const times = (max: number): QueryCodec<ReadonlyArray<number>> =>
  withSchema(
    new t.Type<ReadonlyArray<number>, ReadonlyArray<string>>(
      'Times',
      t.readonlyArray(t.number).is,
      (values, context) => {
        const at = isTexts(values) && values.length <= max ? values.map((value) => momentOf(value)) : [Number.NaN]
        return at.some(Number.isNaN) ? t.failure(values, context) : t.success(at)
      },
      (all) => all.map((at) => new Date(at).toISOString()),
    ),
    { type: 'array', items: { type: 'string', maxLength: MAX_ISO }, maxItems: max },
  )

/** Text in a query of at most `max` UTF-16 code units; `''` when it is absent. A longer one does not decode. */
export const shortText = (max: number): QueryCodec<string> =>
  withSchema(
    new t.Type<string, ReadonlyArray<string>>(
      'ShortText',
      t.string.is,
      (values, context) => {
        const [value = ''] = isTexts(values) ? values : []
        return value.length <= max ? t.success(value) : t.failure(values, context)
      },
      (value) => [value],
    ),
    { type: 'string', maxLength: max, default: '' },
  )
