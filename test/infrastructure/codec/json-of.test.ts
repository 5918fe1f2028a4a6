import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { nullable } from '../../../infrastructure/codec/codecs.js'
import { decode } from '../../../infrastructure/codec/decode.js'
import {
  always,
  encodedBy,
  from,
  isoTime,
  jsonOf,
  keyed,
  optional,
  within,
} from '../../../infrastructure/codec/json-of.js'
import { schemaOf } from '../../../infrastructure/codec/schema.js'

interface Parcel {
  readonly id: string
  readonly weightGrams: number
  readonly sentAt: number
  readonly receivedAt: number | null
  readonly secret: string
  readonly parts: ReadonlyArray<Part>
}

interface Part {
  readonly label: string | null
  readonly note?: string
}

type Named = Pick<Parcel, 'id'>

type UnnamedOfParcel = 'weightGrams' | 'sentAt' | 'receivedAt' | 'secret' | 'parts'

type Outcome =
  | { readonly _tag: 'Sent'; readonly isSent: true }
  | { readonly _tag: 'Kept'; readonly isSent: false; readonly reason: string }

const PartJson = jsonOf<Part>()({ label: optional(t.string), note: optional(t.string) })

const ParcelJson = jsonOf<Parcel, 'weightGrams' | 'secret'>()({
  ok: always(true),
  id: t.string,
  kilograms: from(t.number, ({ weightGrams }) => weightGrams / 1000),
  sentAt: isoTime,
  receivedAt: nullable(isoTime),
  parts: t.readonlyArray(PartJson),
  first: optional(PartJson, ({ parts }) => parts[0]),
})

const parcel: Parcel = {
  id: 'a',
  weightGrams: 1500,
  sentAt: 0,
  receivedAt: null,
  secret: 'x',
  parts: [{ label: 'p', note: 'n' }, { label: null }],
}

const json = {
  ok: true,
  id: 'a',
  kilograms: 1.5,
  sentAt: '1970-01-01T00:00:00.000Z',
  receivedAt: null,
  parts: [{ label: 'p', note: 'n' }, {}],
  first: { label: 'p', note: 'n' },
}

describe('the codec of a record of JSON', () => {
  it('encodes its fields in order and no other property of the source', () => {
    expect(JSON.stringify(ParcelJson.encode(parcel))).to.equal(JSON.stringify(json))
    expect(ParcelJson.encode({ ...parcel, receivedAt: 1, parts: [] })).to.deep.include({
      receivedAt: '1970-01-01T00:00:00.001Z',
      parts: [],
    })
  })

  it('leaves out an optional field without a value, and keeps a null that its codec takes', () => {
    expect(ParcelJson.encode({ ...parcel, parts: [] })).to.not.have.property('first')
    const Optional = jsonOf<{ readonly name: string | null | undefined }>()({ name: optional(nullable(t.string)) })
    expect([null, undefined, 'a'].map((name) => Optional.encode({ name }))).to.deep.equal([
      { name: null },
      {},
      { name: 'a' },
    ])
  })

  it('decodes what it encodes and nothing else', () => {
    expect(decode(ParcelJson, { ...json, more: 1 })).to.deep.equal(E.right(json))
    expect(decode(ParcelJson, { ...json, sentAt: 0, parts: [{ label: 1 }] })).to.deep.equal(
      E.left({ _tag: 'InvalidInput', at: ['parts.0.label', 'sentAt'] }),
    )
  })

  it('has the schema of the JSON', () => {
    expect(schemaOf(jsonOf<Pick<Parcel, 'id' | 'sentAt'>>()({ id: t.string, sentAt: isoTime }))).to.deep.equal({
      type: 'object',
      properties: { id: { type: 'string' }, sentAt: { type: 'string' } },
      required: ['id', 'sentAt'],
    })
    expect(schemaOf(PartJson)).to.deep.equal({
      allOf: [
        { type: 'object', properties: {}, required: [] },
        { type: 'object', properties: { label: { type: 'string' }, note: { type: 'string' } } },
      ],
    })
  })

  it('takes fields of a part of its source', () => {
    const Sent = jsonOf<{ readonly parcel: Parcel; readonly by: string }, 'parcel'>()({
      ...within<Parcel, UnnamedOfParcel>()(({ parcel }: { readonly parcel: Parcel }) => parcel, {
        id: t.string,
        at: from(isoTime, ({ sentAt }) => sentAt),
        first: optional(t.string, ({ parts }) => parts[0]?.label),
      }),
      by: t.string,
    })
    expect(Sent.encode({ parcel, by: 'x' })).to.deep.equal({ id: 'a', at: json.sentAt, first: 'p', by: 'x' })
    expect(Sent.encode({ parcel: { ...parcel, parts: [] }, by: 'x' })).to.not.have.property('first')
  })

  it('does not compile with a field that the source lacks or has in another type', () => {
    // @ts-expect-error The source has no such property.
    jsonOf<Named>()({ id: t.string, missing: t.string })
    // @ts-expect-error The property is a string.
    jsonOf<Named>()({ id: t.number })
    // @ts-expect-error The property may be null.
    jsonOf<Part, 'note'>()({ label: t.string })
    // @ts-expect-error The source has no such property.
    jsonOf<Named>()({ id: t.string, missing: optional(t.string) })
    // @ts-expect-error The property is a union of literals.
    jsonOf<{ readonly state: 'open' | 'done' }>()({ state: t.string })
    // @ts-expect-error The items are a union of literals.
    jsonOf<{ readonly states: ReadonlyArray<'open'> }>()({ states: t.readonlyArray(t.string) })
    jsonOf<{ readonly state: 'open' | 'done' }>()({ state: t.keyof({ open: null, done: null }) })
    // @ts-expect-error The parts are records of another kind.
    jsonOf<Pick<Parcel, 'parts'>>()({ parts: t.readonlyArray(ParcelJson) })
    // @ts-expect-error The selector returns a number.
    jsonOf<Named>()({ id: from(t.string, ({ id }) => id.length) })
  })

  it('does not compile while a property is neither a field nor named', () => {
    // @ts-expect-error `label` is missing.
    jsonOf<Part>()({ note: optional(t.string) })
    // @ts-expect-error `note` is missing, though it is optional.
    jsonOf<Part>()({ label: optional(t.string) })
    // @ts-expect-error `note` is missing in the part.
    within<Part, 'label'>()((part: Part) => part, {})
    // @ts-expect-error `reason` of one member of the union is missing.
    jsonOf<Outcome>()({ isSent: t.boolean })
    jsonOf<Outcome, 'reason'>()({ isSent: t.boolean })
    // @ts-expect-error The plain codec of the parts drops `note`.
    jsonOf<Pick<Parcel, 'parts'>>()({ parts: t.readonlyArray(t.strict({ label: nullable(t.string) })) })
  })

  it('does not compile with a name that is a field or no property', () => {
    // @ts-expect-error `label` is a field.
    jsonOf<Part, 'note' | 'label'>()({ label: optional(t.string) })
    // @ts-expect-error The source has no such property.
    jsonOf<Named, 'missing'>()({ id: t.string })
  })
})

describe('a codec with its own encoder', () => {
  const Outcome = encodedBy(t.union([t.strict({ found: t.literal(false) }), PartJson]), (part: Part | null) =>
    part === null ? ({ found: false } as const) : PartJson.encode(part),
  )

  it('encodes the parts of other codecs', () => {
    const Answer = keyed('outcomes', t.readonlyArray(Outcome))
    expect(Answer.encode([null, { label: 'p' }])).to.deep.equal({ outcomes: [{ found: false }, { label: 'p' }] })
  })
})
