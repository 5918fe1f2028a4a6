import * as t from 'io-ts'
import { recordOf } from './codecs.js'
import { isoText } from './iso-text.js'
import { schemaOf, withSchema } from './schema.js'

/** Codec of an answer: the hub encodes a `Source` as `Json`, a client decodes `Json`. */
export interface JsonCodec<Source, Json> extends t.Mixed {
  readonly _A: Json
  readonly is: t.Is<Json>
  readonly decode: t.Decode<unknown, Json>
  readonly encode: t.Encode<Source, Json>
}

/** Type of the values that a codec encodes. */
export type SourceOf<C> =
  C extends t.ReadonlyArrayC<infer Item>
    ? ReadonlyArray<SourceOf<Item>>
    : C extends t.RecordC<infer Key, infer Value>
      ? Readonly<Record<t.TypeOf<Key>, SourceOf<Value>>>
      : C extends t.ExactC<infer Inner>
        ? SourceOf<Inner>
        : C extends t.TypeC<infer Props>
          ? { readonly [Key in keyof Props]: SourceOf<Props[Key]> }
          : C extends t.PartialC<infer Props>
            ? { readonly [Key in keyof Props]?: SourceOf<Props[Key]> }
            : C extends t.UnionC<infer Members>
              ? SourceOf<Members[number]>
              : C extends t.IntersectionC<infer Members>
                ? SourceOfAll<Members>
                : C extends { readonly encode: (source: infer Source) => unknown }
                  ? Source
                  : never

type SourceOfAll<Members> = Members extends readonly [infer First, ...infer Rest]
  ? SourceOf<First> & SourceOfAll<Rest>
  : unknown

/** Field with a value other than the property of its name. */
export interface Selected<Source, C extends t.Mixed> {
  readonly codec: C
  readonly select: (source: Source) => SourceOf<C>
}

/** Field that is absent where the source has no value. */
export interface Optional<C extends t.Mixed> {
  readonly optional: C
}

/** Optional field with a value other than the property of its name. */
export interface OptionalSelected<Source, C extends t.Mixed> extends Optional<C> {
  readonly select: (source: Source) => Maybe<SourceOf<C>>
}

type Maybe<A> = A | null | undefined

type Field<Source> = t.Mixed | Selected<Source, t.Mixed> | Optional<t.Mixed> | OptionalSelected<Source, t.Mixed>

type Fields<Source> = Readonly<Record<string, Field<Source>>>

/** Refuses fields that the source does not have in the type that their codec encodes. */
type Checked<Source, F> = {
  readonly [Key in keyof F]: F[Key] extends { readonly select: unknown }
    ? unknown
    : F[Key] extends Optional<infer C>
      ? Has<Source, Key, Maybe<SourceOf<C>>, OptionalSelected<Source, C>>
      : F[Key] extends t.Mixed
        ? Has<Source, Key, SourceOf<F[Key]>, Selected<Source, F[Key]>>
        : never
}

type Has<Source, Key, Value, Otherwise> = Key extends keyof Source
  ? Source[Key] extends Value
    ? Whole<Source[Key], Value, Literals<Source[Key], Value>, Otherwise>
    : Otherwise
  : Otherwise

/** `Otherwise` for a value with properties that the codec of its records drops. */
export type Whole<Value, Encoded, Then, Otherwise = never> = [
  Exclude<KeyOf<ItemOf<Value>>, KeyOf<ItemOf<Encoded>>>,
] extends [never]
  ? Then
  : Otherwise

/** Item of lists within lists; the value itself otherwise. */
type ItemOf<Value> = Value extends ReadonlyArray<infer Item> ? ItemOf<Item> : Value

/** Refuses fields that lack a property of the source, or have one of `Unnamed`. */
type Complete<Source, F, Unnamed> = { readonly [Key in Exclude<KeyOf<Source>, Unnamed>]: Field<Source> } & {
  readonly [Key in keyof F & Unnamed]: never
}

/** Properties of all members of a union without their tag, which the JSON has in its own word; none of a value that is no record. */
type KeyOf<Source> = Source extends string | number | boolean | ReadonlyArray<unknown>
  ? never
  : Source extends unknown
    ? string extends keyof Source
      ? never
      : Exclude<keyof Source, '_tag'>
    : never

/** Texts of a property, also in a list. */
type TextIn<A> = A extends ReadonlyArray<infer Item> ? TextIn<Item> : Extract<A, string>

/** True for a union of literals, false for `string` and for branded texts. */
type IsLiteral<A extends string> = [A] extends [never]
  ? false
  : Partial<Record<A, unknown>> extends Record<A, unknown>
    ? false
    : true

/** Refuses `string` on the wire for a union of literals of the source. */
type Literals<A, Value> =
  IsLiteral<TextIn<A>> extends true ? (string extends TextIn<Value> ? { readonly literals: never } : unknown) : unknown

type JsonIn<F> = {
  [Key in keyof F as F[Key] extends Optional<t.Mixed> ? never : Key]: F[Key] extends { readonly codec: infer C }
    ? TypeIn<C>
    : TypeIn<F[Key]>
} & {
  [Key in keyof F as F[Key] extends Optional<t.Mixed> ? Key : never]?: F[Key] extends Optional<infer C>
    ? TypeIn<C>
    : never
}

type TypeIn<C> = C extends t.Mixed ? t.TypeOf<C> : never

/**
 * Codec of a record that is encoded from a `Source`. A field is the codec of the property with its name; `from` and
 * `optional` take other values. `Unnamed` lists the properties without a field of their name: left out, or read by `from`
 * and `optional`. One that is missing there does not compile.
 */
export const jsonOf =
  <Source, Unnamed extends KeyOf<Source> = never>() =>
  <const F extends Fields<Source>>(
    fields: F & Checked<Source, F> & Complete<Source, F, Unnamed>,
  ): JsonCodec<Source, { [Key in keyof JsonIn<F>]: JsonIn<F>[Key] }> => {
    const steps = Object.entries<Field<never>>(fields).map(([key, field]) => stepOf(key, field))
    const props = (isOptional: boolean): t.Props =>
      Object.fromEntries(steps.filter((step) => step.isOptional === isOptional).map(({ key, codec }) => [key, codec]))
    const codec: t.Any = steps.some(({ isOptional }) => isOptional)
      ? recordOf(props(false), props(true))
      : t.strict(props(false))
    return Object.assign(codec, { encode: encoderOf(steps) })
  }

interface Step {
  readonly key: string
  readonly codec: t.Mixed
  readonly isOptional: boolean
  readonly select: (source: never) => unknown
}

const stepOf = (key: string, field: Field<never>): Step => ({
  key,
  codec: 'optional' in field ? field.optional : 'codec' in field ? field.codec : field,
  isOptional: 'optional' in field,
  select: 'select' in field ? field.select : (source: Properties) => source[key],
})

type Properties = Readonly<Record<string, unknown>>

function encoderOf(steps: ReadonlyArray<Step>): (source: unknown) => Properties {
  return (source) => {
    const json: Record<string, unknown> = {}
    for (const { key, codec, isOptional, select } of steps) {
      const value = select(source as never)
      if (isOptional && (value === undefined || (value === null && !codec.is(null)))) continue
      json[key] = codec.encode === t.identity ? value : codec.encode(value)
    }
    return json
  }
}

/** Field that is encoded from the value that `select` takes from the source. */
export const from = <Source, C extends t.Mixed>(
  codec: C,
  select: (source: Source) => SourceOf<C>,
): Selected<Source, C> => ({ codec, select })

/** Field that is left out when its value is `undefined`, or `null` and the codec has no `null`. */
export function optional<C extends t.Mixed>(codec: C): Optional<C>
export function optional<Source, C extends t.Mixed>(
  codec: C,
  select: (source: Source) => Maybe<SourceOf<C>>,
): OptionalSelected<Source, C>
export function optional(codec: t.Mixed, select?: unknown): object {
  return { optional: codec, ...(select === undefined ? {} : { select }) }
}

/** Fields of a part of the source, for a record of the whole; complete as those of `jsonOf`. */
export const within =
  <Part, Unnamed extends KeyOf<Part> = never>() =>
  <Source, const F extends Fields<Part>>(
    select: (source: Source) => Part,
    fields: F & Checked<Part, F> & Complete<Part, F, Unnamed>,
  ): FieldsWithin<Source, F> => {
    const outer = Object.entries<Field<never>>(fields).map(([key, field]) => {
      const { codec, isOptional, select: inner } = stepOf(key, field)
      const whole = (source: Source): unknown => inner(select(source) as never)
      return [key, isOptional ? { optional: codec, select: whole } : { codec, select: whole }]
    })
    return Object.fromEntries(outer) as FieldsWithin<Source, F>
  }

type FieldsWithin<Source, F> = {
  readonly [Key in keyof F]: F[Key] extends Optional<infer C>
    ? OptionalSelected<Source, C>
    : F[Key] extends { readonly codec: infer C extends t.Mixed }
      ? Selected<Source, C>
      : F[Key] extends t.Mixed
        ? Selected<Source, F[Key]>
        : never
}

/** Field that has the same value in every record. */
export const always = <const Value extends string | number | boolean>(
  value: Value,
): Selected<unknown, t.LiteralC<Value>> => ({ codec: t.literal(value), select: () => value as never })

/** Codec with its own encoder. */
export function encodedBy<Source, C extends t.Mixed>(
  codec: C,
  encode: (source: Source) => t.TypeOf<C>,
): JsonCodec<Source, t.TypeOf<C>> {
  const own: t.Any = Object.assign(Object.create(codec) as t.Any, { encode })
  return withSchema(own, schemaOf(codec))
}

/** Codec of a record with one key, encoded from the value of that key. */
export const keyed = <const Key extends string, C extends t.Mixed>(
  key: Key,
  codec: C,
): JsonCodec<SourceOf<C>, { [K in Key]: t.TypeOf<C> }> =>
  encodedBy(t.strict({ [key]: codec }), (value: SourceOf<C>) => ({ [key]: codec.encode(value) as unknown })) as never

/** ISO time of an instant in milliseconds. */
export const isoTime: JsonCodec<number, string> = encodedBy(t.string, isoText)
