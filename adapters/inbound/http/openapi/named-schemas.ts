import type { JsonSchema } from '../../../../infrastructure/codec/schema.js'

/** Moves each schema with a title into the components of the document, and refers to it from where it was. */
export function withComponents(document: JsonSchema): JsonSchema {
  const schemas: Record<string, unknown> = {}

  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved)
    if (typeof value !== 'object' || value === null) return value
    const { title, ...rest } = value as { readonly title?: unknown }
    const fields = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, moved(field)]))
    if (typeof title !== 'string' || !isSchema(rest)) return fields
    schemas[title] ??= fields
    return { $ref: `#/components/schemas/${title}` }
  }

  const { components, ...rest } = document
  const whole = moved(rest) as JsonSchema
  const own = (components ?? {}) as { readonly schemas?: object }
  return { ...whole, components: { ...own, schemas: { ...own.schemas, ...schemas } } }
}

const isSchema = (value: object): boolean => 'type' in value || 'anyOf' in value || 'allOf' in value
