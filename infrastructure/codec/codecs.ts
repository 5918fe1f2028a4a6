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

/**
 * An integer in a query, pulled into its range. Numbers are never refused: what is none, is 0 where 0 is out of range,
 * or is absent counts as `fallback`; a fraction is cut.
 */
export function clampedInteger(range: {
  readonly min: number
  readonly max: number
  readonly fallback: number
}): t.Type<number, string> {
  const { min, max, fallback } = range
  const read = (value: unknown): number => {
    const wanted = typeof value === 'string' && value.trim() !== '' ? Math.trunc(Number(value)) : Number.NaN
    if (Number.isNaN(wanted) || (wanted === 0 && min > 0)) return fallback
    return Math.min(Math.max(wanted, min), max)
  }
  const codec = new t.Type<number, string>('ClampedInteger', t.number.is, (value) => t.success(read(value)), String)
  return withSchema(codec, { type: 'integer', minimum: min, maximum: max, default: fallback })
}

/** A switch in a query: on for `1` and `true`, off for anything else. */
export const flag: t.Type<boolean, string> = withSchema(
  new t.Type<boolean, string>(
    'Flag',
    t.boolean.is,
    (value) => t.success(value === '1' || value === 'true'),
    (on) => (on ? '1' : '0'),
  ),
  { type: 'string', enum: ['0', '1'], default: '0' },
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

/** Optional key that may be missing but never of another type; unlike `t.partial` the value is never `undefined`. */
export const nullable = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => t.union([codec, t.null])
