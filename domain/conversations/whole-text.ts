import * as E from 'fp-ts/lib/Either.js'
import type { Tagged } from '../shared/tagged.js'
import type { ConversationEntry, ConversationRange } from './conversation.js'

/** Text of an entry that is read: the text itself, or the input of a call as a field a line, other values than texts as indented JSON. */
export type TextKind = 'text' | 'input'

/** Place of an entry in its conversation, and the length of its text, which tells it from another one at the same place. */
export type EntryPlace = Pick<ConversationEntry, 'row' | 'part' | 'length'>

/** Part of a whole text. Places are bytes of the text in UTF-8. */
export interface TextPart {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Bytes of the whole text. */
  readonly size: number
}

/** The entry is not at its place: the transcript was rewritten. */
export type EntryNotFound = Tagged<'EntryNotFound'>
export const entryNotFound: EntryNotFound = { _tag: 'EntryNotFound' }

/** The byte is beyond the end of the text, or within a character. */
export type TextPlaceInvalid = Tagged<'TextPlaceInvalid', { readonly size: number }>

/** Bytes of a part at most; the end of a part is the end of a character. */
export const MAX_PART_BYTES = 256 * 1024

/** Text of an entry of one kind; `null` for the input of an entry without one. */
export function wholeTextOf({ text, input }: Pick<ConversationEntry, 'text' | 'input'>, kind: TextKind): string | null {
  if (kind === 'text') return text
  if (input === null) return null
  return Object.entries(input)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}`)
    .join('\n')
}

/** Part of a text that ends or starts at a byte. */
export function textPart(whole: string, range: ConversationRange): E.Either<TextPlaceInvalid, TextPart> {
  const bytes = new TextEncoder().encode(whole)
  const size = bytes.length
  const isBoundary = (place: number): boolean => place === size || (place < size && !isWithin(bytes[place]))
  const place = 'after' in range ? range.after : (range.before ?? size)
  if (!isBoundary(place)) return E.left({ _tag: 'TextPlaceInvalid', size })
  let start = 'after' in range ? place : Math.max(place - MAX_PART_BYTES, 0)
  let end = 'after' in range ? Math.min(place + MAX_PART_BYTES, size) : place
  while (!isBoundary(start)) start += 1
  while (!isBoundary(end)) end -= 1
  return E.right({
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end)),
    start,
    end,
    size,
  })
}

/** True for a byte of a character behind its first one. */
const isWithin = (byte = 0): boolean => (byte & 0xc0) === 0x80
