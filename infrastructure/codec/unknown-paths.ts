import type { JsonSchema } from './schema.js'

/** Maximum number of paths; a body of 100 kB can have thousands of unknown fields. */
const MAX_PATHS = 20

/** Paths of fields that a schema does not name, as `items.0.title`. Objects without described properties take any field. */
export function unknownPaths(schema: JsonSchema, value: unknown): ReadonlyArray<string> {
  return unknownIn(schema, value).slice(0, MAX_PATHS)
}

function unknownIn(schema: JsonSchema, value: unknown): ReadonlyArray<string> {
  if (typeof value !== 'object' || value === null) return []
  const alternatives = partsOf(schema, 'anyOf')
  if (alternatives.length > 0)
    return fewest(alternatives.filter((one) => hasConstantsOf(one, value)).map((one) => unknownIn(one, value)))
  if (Array.isArray(value)) {
    const items = (schema['items'] ?? {}) as JsonSchema
    return value.flatMap((item, index) => unknownIn(items, item).map((path) => `${String(index)}.${path}`))
  }
  const properties = propertiesOf(schema)
  const others = schema['additionalProperties'] as JsonSchema | undefined
  if (Object.keys(properties).length === 0 && others === undefined) return []
  return Object.entries(value).flatMap(([key, field]) => {
    const described = Object.hasOwn(properties, key) ? properties[key] : others
    return described === undefined ? [key] : unknownIn(described, field).map((path) => `${key}.${path}`)
  })
}

/** Schema that refuses the fields whose paths `unknownPaths` returns. The parts of an object are joined into one. */
export function closed(schema: JsonSchema): JsonSchema {
  const { allOf: _allOf, ...own } = schema
  const properties = propertiesOf(schema)
  const others = schema['additionalProperties'] as JsonSchema | undefined
  const isOpen = Object.keys(properties).length === 0 && others === undefined
  const required = requiredOf(schema)
  return {
    ...own,
    ...(schema['items'] === undefined ? {} : { items: closed(schema['items'] as JsonSchema) }),
    ...(schema['anyOf'] === undefined ? {} : { anyOf: partsOf(schema, 'anyOf').map(closed) }),
    ...(isOpen
      ? {}
      : {
          type: 'object',
          properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, closed(one)])),
          ...(required.length === 0 ? {} : { required }),
          additionalProperties: others === undefined ? false : closed(others),
        }),
  }
}

type Properties = Readonly<Record<string, JsonSchema>>

const partsOf = (schema: JsonSchema, keyword: 'anyOf' | 'allOf'): ReadonlyArray<JsonSchema> =>
  (schema[keyword] ?? []) as ReadonlyArray<JsonSchema>

const propertiesOf = (schema: JsonSchema): Properties =>
  Object.assign({}, schema['properties'], ...partsOf(schema, 'allOf').map(propertiesOf)) as Properties

const requiredOf = (schema: JsonSchema): ReadonlyArray<string> => [
  ...((schema['required'] ?? []) as ReadonlyArray<string>),
  ...partsOf(schema, 'allOf').flatMap(requiredOf),
]

/** True when an object has the constants by which a schema is told from its alternatives. */
const hasConstantsOf = (schema: JsonSchema, value: object): boolean =>
  Object.entries(propertiesOf(schema)).every(
    ([key, property]) =>
      !('const' in property) || (value as Readonly<Record<string, unknown>>)[key] === property['const'],
  )

const fewest = ([first = [], ...others]: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  others.reduce((best, paths) => (paths.length < best.length ? paths : best), first)
