import * as E from 'fp-ts/lib/Either.js'

/** A value that `JSON.parse` can give. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** Nested so deeply that programs which read it by recursion, ours included, may not survive it. */
export interface TooDeep {
  readonly _tag: 'TooDeep'
}
export const tooDeep: TooDeep = { _tag: 'TooDeep' }

/** No tool takes input that is nested a tenth as deeply. */
export const MAX_DEPTH = 100

/**
 * The one text of a value: no white space, keys in the order of their UTF-16 code units, numbers and strings as
 * ECMAScript writes them (RFC 8785). The same value gives the same bytes, whoever wrote it and in whatever order.
 */
export function canonicalJson(value: Json): E.Either<TooDeep, string> {
  return isTooDeep(value) ? E.left(tooDeep) : E.right(write(value))
}

/** Whether arrays and objects stand in each other more than 100 deep. Does not recurse itself. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function write(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${write(value[key] ?? null)}`)
  return `{${members.join(',')}}`
}
