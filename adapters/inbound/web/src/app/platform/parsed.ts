/** Value of a JSON text; `null` without a text, and for one that is not JSON. */
export function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON object of a text; `null` without a text, and for one that is not a JSON object. */
export function parsedObject(text: string | null): JsonObject | null {
  const value = parsed(text)
  return isObject(value) ? value : null
}
