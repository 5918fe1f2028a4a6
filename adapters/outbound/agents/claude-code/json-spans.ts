import * as E from 'fp-ts/lib/Either.js'
import type { Tagged } from '../../../../domain/shared/tagged.js'

/** Value in a JSON text with its position: `text.slice(start, end)`. */
export type JsonNode = JsonObjectNode | JsonArrayNode | JsonScalarNode

export interface JsonObjectNode {
  readonly kind: 'object'
  readonly start: number
  readonly end: number
  readonly members: ReadonlyArray<JsonMember>
}

export interface JsonMember {
  readonly key: string
  /** Offset of the key's opening quote. */
  readonly start: number
  readonly value: JsonNode
}

export interface JsonArrayNode {
  readonly kind: 'array'
  readonly start: number
  readonly end: number
  readonly items: ReadonlyArray<JsonNode>
}

export interface JsonScalarNode {
  readonly kind: 'scalar'
  readonly start: number
  readonly end: number
}

/** The text is not JSON, or is nested more deeply than the stack allows. */
export type NotJson = Tagged<'NotJson'>
const notJson: NotJson = { _tag: 'NotJson' }

/** Positions of all values of a JSON text. `JSON.parse` validates the text first. */
export function jsonSpans(text: string): E.Either<NotJson, JsonNode> {
  try {
    JSON.parse(text)
    return E.right(readValue(text, skip(text, 0)))
  } catch {
    return E.left(notJson)
  }
}

const WHITE = new Set([' ', '\t', '\n', '\r'])

function skip(text: string, from: number): number {
  let at = from
  while (WHITE.has(text.charAt(at))) at += 1
  return at
}

function readValue(text: string, start: number): JsonNode {
  const first = text.charAt(start)
  if (first === '{') return readObject(text, start)
  if (first === '[') return readArray(text, start)
  return { kind: 'scalar', start, end: first === '"' ? endOfString(text, start) : endOfWord(text, start) }
}

function readObject(text: string, start: number): JsonObjectNode {
  const members: JsonMember[] = []
  let at = skip(text, start + 1)
  while (text.charAt(at) !== '}') {
    const keyEnd = endOfString(text, at)
    const key = JSON.parse(text.slice(at, keyEnd)) as string
    const value = readValue(text, skip(text, skip(text, keyEnd) + 1))
    members.push({ key, start: at, value })
    at = afterComma(text, value.end)
  }
  return { kind: 'object', start, end: at + 1, members }
}

function readArray(text: string, start: number): JsonArrayNode {
  const items: JsonNode[] = []
  let at = skip(text, start + 1)
  while (text.charAt(at) !== ']') {
    const item = readValue(text, at)
    items.push(item)
    at = afterComma(text, item.end)
  }
  return { kind: 'array', start, end: at + 1, items }
}

function afterComma(text: string, end: number): number {
  const at = skip(text, end)
  return text.charAt(at) === ',' ? skip(text, at + 1) : at
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1
  return at + 1
}

function endOfWord(text: string, start: number): number {
  let at = start
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at += 1
  return at
}
