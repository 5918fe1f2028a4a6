import type { AgentLogs } from '../../../application/agents/agent-cli.port.js'

const [QUOTE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c]
const KEY = Buffer.from('"type":"')
/** Number of bytes that are searched at the beginning and at the end of a line. */
const REACH = 1_024

/** True for a line between two places that is to be parsed. */
export type IsLineOfInterest = (bytes: Buffer, start: number, end: number) => boolean

/**
 * Looks at the keys before the first object inside the line, and at those after the last one: one of them is the type, in
 * every version so far. What lies between, nine tenths of a transcript, is not looked at. A line without its type there
 * counts when it contains the text of a line type.
 */
export function lineFilter(types: AgentLogs['lineTypes']): IsLineOfInterest {
  const known = types.map(({ type, containing }) => ({
    word: Buffer.from(`${type}"`),
    containing: containing === null ? null : Buffer.from(containing),
    hint: Buffer.from(containing ?? `"${type}"`),
  }))
  return (bytes, start, end) => {
    const ahead = typeAhead(bytes, start, end)
    const found = ahead === -1 ? typeBehind(bytes, start, end) : ahead
    if (found === -1) return known.some(({ hint }) => contains(bytes, start, end, hint))
    for (const { word, containing } of known)
      if (startsWith(bytes, found, word)) return containing === null || contains(bytes, start, end, containing)
    return false
  }
}

const contains = (bytes: Buffer, start: number, end: number, word: Buffer): boolean =>
  bytes.subarray(start, end).includes(word)

/** Offset of the type's value; -1 when it is not among the first keys. */
function typeAhead(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] !== OPEN) return -1
  const last = Math.min(end - KEY.length, start + REACH)
  for (let at = start + 1; at < last; at++) {
    const byte = bytes[at]
    if (byte === OPEN || byte === CLOSE || byte === OPEN_LIST) return -1
    if (byte === QUOTE && isKeyAt(bytes, at)) return at + KEY.length
  }
  return -1
}

/** The same among the last keys: those after which nothing nested closes. */
function typeBehind(bytes: Buffer, start: number, end: number): number {
  let at = end - 1
  while (at > start && bytes[at] !== CLOSE) at -= 1
  const last = Math.max(start, at - REACH)
  for (at -= 1; at > last; at--) {
    const byte = bytes[at]
    if (byte === OPEN || byte === CLOSE || byte === CLOSE_LIST) return -1
    if (byte === QUOTE && isKeyAt(bytes, at)) return at + KEY.length
  }
  return -1
}

/** True for a key at `at`. Quotes inside a string are escaped, so they never match. */
function isKeyAt(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1]
  return (before === COMMA || before === OPEN) && startsWith(bytes, at, KEY)
}

function startsWith(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let place = 0; place < word.length; place++) if (bytes[at + place] !== word[place]) return false
  return true
}
