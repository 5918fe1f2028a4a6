import * as E from 'fp-ts/lib/Either.js'
import type { Tagged } from '../shared/tagged.js'

/** Value that `JSON.parse` can return. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject
/** JSON object. */
export interface JsonObject {
  /** Value of a key. */
  readonly [key: string]: Json
}

/** The value is nested too deeply. Programs that read it recursively, including the hub, could overflow their stack. */
export type TooDeep = Tagged<'TooDeep'>
export const tooDeep: TooDeep = { _tag: 'TooDeep' }

/** Maximum number of arrays and objects around a value. Inputs of real tools stay below a tenth of it. */
export const MAX_DEPTH = 100

/**
 * Canonical text of a value: no white space, keys in the order of their UTF-16 code units, numbers and strings as
 * ECMAScript writes them (RFC 8785). Equal values have equal bytes.
 */
export function canonicalJson(value: Json): E.Either<TooDeep, string> {
  return isTooDeep(value) ? E.left(tooDeep) : E.right(write(value))
}

/**
 * True when more than `MAX_DEPTH` arrays and objects are around some value, which may be an empty array or object itself.
 * Goes no deeper than that, so that it cannot overflow the stack.
 */
export const isTooDeep = (value: unknown): boolean => isDeeperThan(MAX_DEPTH, value)

function isDeeperThan(depth: number, value: unknown): boolean {
  if (depth < 0) return true
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => isDeeperThan(depth - 1, one))
}

/** SHA-256 of the canonical text, in hex; `null` when the value is nested too deeply. */
export function inputDigest(value: JsonObject, sha256: (text: string) => string): string | null {
  const text = canonicalJson(value)
  return E.isRight(text) ? sha256(text.right) : null
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
