import * as t from 'io-ts'

/** Part of JSON Schema 2020-12 that the codecs use. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** Made when a document is: clients load the codecs and need no schema. */
const schemas = new WeakMap<object, () => JsonSchema>()

/** Attaches a schema to a custom codec; schemas of io-ts codecs are derived. */
export function withSchema<C extends t.Mixed>(codec: C, schema: JsonSchema): C {
  schemas.set(codec, () => schema)
  return codec
}

/** Gives the schema of a codec a name, under which documents contain it once. */
export function named<C extends t.Mixed>(title: string, codec: C): C {
  const schema = schemas.get(codec) ?? (() => derivedFrom(codec))
  schemas.set(codec, () => ({ title, ...schema() }))
  return codec
}

/** Schema of the outside values that a codec accepts. A codec without a schema accepts any value. */
export const schemaOf = (codec: t.Mixed): JsonSchema => schemas.get(codec)?.() ?? derivedFrom(codec)

function derivedFrom(codec: t.Mixed): JsonSchema {
  if (codec instanceof t.StringType) return { type: 'string' }
  if (codec instanceof t.NumberType) return { type: 'number' }
  if (codec instanceof t.BooleanType) return { type: 'boolean' }
  if (codec instanceof t.NullType) return { type: 'null' }
  if (codec instanceof t.LiteralType) return { type: typeof codec.value, const: codec.value as unknown }
  if (codec instanceof t.KeyofType) return { type: 'string', enum: Object.keys(codec.keys as object) }
  if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType)
    return { type: 'array', items: schemaOf(codec.type as t.Mixed) }
  if (codec instanceof t.DictionaryType)
    return { type: 'object', additionalProperties: schemaOf(codec.codomain as t.Mixed) }
  if (codec instanceof t.AnyDictionaryType) return { type: 'object' }
  if (codec instanceof t.UnionType) {
    // An absent body is no JSON, so it has no schema.
    const [first = {}, ...others] = (codec.types as t.Mixed[])
      .filter((one) => !(one instanceof t.VoidType))
      .map(schemaOf)
    return others.length === 0 ? first : { anyOf: [first, ...others] }
  }
  if (codec instanceof t.IntersectionType) return { allOf: (codec.types as t.Mixed[]).map(schemaOf) }
  if (codec instanceof t.ExactType || codec instanceof t.ReadonlyType || codec instanceof t.RefinementType)
    return schemaOf(codec.type as t.Mixed)
  if (codec instanceof t.InterfaceType) return objectSchema(codec.props as t.Props, true)
  if (codec instanceof t.PartialType) return objectSchema(codec.props as t.Props, false)
  return {}
}

function objectSchema(props: t.Props, isRequired: boolean): JsonSchema {
  const properties = Object.fromEntries(Object.entries(props).map(([key, codec]) => [key, schemaOf(codec)]))
  return isRequired ? { type: 'object', properties, required: Object.keys(props) } : { type: 'object', properties }
}
