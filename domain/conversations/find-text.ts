import type { ConversationEntry } from './conversation.js'
import { wholeTextOf, type TextKind } from './whole-text.js'

/** Place of words in a conversation. `start`, `end` and `from` are bytes of the whole text in UTF-8. */
export interface TextMatch extends Pick<ConversationEntry, 'row' | 'part' | 'length'> {
  readonly kind: TextKind
  readonly start: number
  readonly end: number
  /** Start of a part that shows the match with the text in front of it. */
  readonly from: number
}

/** Longest text in front of a match, in UTF-16 code units. */
const CONTEXT = 2_000

/** Pattern of a text as a person types it: case does not count, and white space is any white space. `null` for none. */
export function findPattern(wanted: string): RegExp | null {
  const words = wanted.trim()
  const escaped = words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`)
  return words === '' ? null : new RegExp(escaped, 'giu')
}

/** Matches in an entry in their order, at most `most`. Of a call its input is searched, which the text is made of. */
export function matchesInEntry(entry: ConversationEntry, pattern: RegExp, most: number): ReadonlyArray<TextMatch> {
  const kind: TextKind = entry.kind === 'call' && entry.input !== null ? 'input' : 'text'
  const whole = wholeTextOf(entry, kind) ?? ''
  const { row, part, length } = entry
  const matches: TextMatch[] = []
  let [units, bytes] = [0, 0]
  for (const { index, 0: found } of whole.matchAll(pattern)) {
    if (matches.length === most) break
    const start = bytes + bytesOf(whole.slice(units, index))
    const context = contextBefore(whole, index)
    units = index + found.length
    bytes = start + bytesOf(found)
    matches.push({ row, part, length, kind, start, end: bytes, from: start - bytesOf(context) })
  }
  return matches
}

const contextBefore = (whole: string, index: number): string =>
  whole.slice(Math.max(index - CONTEXT, 0), index).replace(/^[\udc00-\udfff]/, '')

const bytesOf = (text: string): number => new TextEncoder().encode(text).length
