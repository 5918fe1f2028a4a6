import fc from 'fast-check'
import type { JsonSchema } from '../../infrastructure/codec/schema.js'

/** Texts that have broken something somewhere: separators, formats, escapes, foreign alphabets, far too long ones. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '.',
    '..',
    '../../etc/passwd',
    '\0',
    '\r\nX-Evil: 1',
    '\x1b]0;title\x07',
    '=cc-shop',
    'cc-shop:0.0',
    '$0',
    '#{pane_id}',
    '#(touch /tmp/x)',
    '%00',
    "'; rm -rf ~; '",
    '__proto__',
    'constructor',
    '\u202egnp.exe',
    '🙂'.repeat(40),
    'größe',
    '\ud800',
    'x'.repeat(64),
    'x'.repeat(65),
    'x'.repeat(20_000),
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
)

const hostileNumber = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: false }),
  fc.constantFrom(0, -1, 1e9, 2 ** 53, -0, 1e308),
)

/** Any JSON, mostly small and sometimes deep. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  hostileText,
  hostileNumber,
  fc.constantFrom(null, true, [], {}, [[[[[[[[]]]]]]]]),
)

/** Values that fit a schema, spoilt here and there: what a careless or a hostile client sends. */
export function nearlyFitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fitting(schema), weight: 5 }, { arbitrary: anyJson, weight: 1 })
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { type, properties, items, anyOf, allOf, enum: values } = schema
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(values)) return fc.constantFrom(...(values as unknown[]))
  if (Array.isArray(anyOf)) return fc.oneof(...(anyOf as JsonSchema[]).map(nearlyFitting))
  if (Array.isArray(allOf))
    return fc.tuple(...(allOf as JsonSchema[]).map(fitting)).map((parts) => Object.assign({}, ...parts) as unknown)
  if (properties !== undefined)
    return fc.record(
      Object.fromEntries(
        Object.entries(properties as Record<string, JsonSchema>).map(([key, one]) => [key, nearlyFitting(one)]),
      ),
      { requiredKeys: [] },
    )
  switch (Array.isArray(type) ? (type[0] as unknown) : type) {
    case 'string':
      return hostileText
    case 'number':
    case 'integer':
      return hostileNumber
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(nearlyFitting((items ?? {}) as JsonSchema), { maxLength: 5 })
    default:
      return anyJson
  }
}
