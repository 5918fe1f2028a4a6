/** Word of a text: its letters and digits without case and accents, and its place in UTF-16 code units. */
interface Word {
  readonly folded: string
  readonly start: number
  readonly end: number
}

/** Words that stand one after the other. */
export interface Phrase {
  /** As it was written. */
  readonly text: string
  readonly words: ReadonlyArray<string>
  /** True when the last word is the beginning of a word. */
  readonly isOpen: boolean
}

/** Range of a text in UTF-16 code units; `end` is behind the last one. */
export interface MatchRange {
  readonly start: number
  readonly end: number
}

/** Part of a text with the places of what was found. */
export interface Snippet {
  /** Plain text; control characters are left out, and white space is one space. */
  readonly text: string
  readonly matches: ReadonlyArray<MatchRange>
}

/** Characters of scripts that put no space between words: each is its own word. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const IDEOGRAPHS = new RegExp(IDEOGRAPH.source, 'gu')
/** Ideographs stand in these ranges; the test takes a tenth of the time of that for scripts. */
const MAY_BE_IDEOGRAPH = /[\u1100-\u11ff\u2e80-\uffff]/
const IS_ASCII = /^\w*$/
const WORD = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu

const PHRASES = /"([^"]*)"|([^\s"]+)/g
/** Phrases of one search; later ones are left out. */
const MAX_PHRASES = 20
/** A shorter beginning of a word is in most texts. */
const SHORTEST_BEGINNING = 3

/** Phrases of a search: the words between quotes, and each text between spaces. A last one without a quote may be incomplete. */
export function phrasesIn(search: string): ReadonlyArray<Phrase> {
  const found = [...search.matchAll(PHRASES)].slice(0, MAX_PHRASES)
  return found.flatMap(([whole, quoted, bare], index): ReadonlyArray<Phrase> => {
    const text = quoted ?? bare ?? ''
    const words = wordsIn(text).map(({ folded }) => folded)
    if (words.length === 0) return []
    const isLast = quoted === undefined && index === found.length - 1 && search.endsWith(whole)
    const last = words.at(-1) ?? ''
    return [{ text, words, isOpen: isLast && (last.length >= SHORTEST_BEGINNING || IDEOGRAPH.test(last)) }]
  })
}

/** Text in which a space stands on both sides of each character that is its own word. */
export const spaceIdeographs = (text: string): string =>
  MAY_BE_IDEOGRAPH.test(text) ? text.replace(IDEOGRAPHS, ' $& ') : text

/** Ranges of all phrases in a text, in their order; `null` unless each phrase occurs. */
export function matchesIn(text: string, phrases: ReadonlyArray<Phrase>): ReadonlyArray<MatchRange> | null {
  const words = wordsIn(text)
  const ranges: MatchRange[] = []
  for (const phrase of phrases) {
    const found = rangesOf(words, phrase)
    if (found.length === 0) return null
    ranges.push(...found)
  }
  return ranges.sort((one, other) => one.start - other.start)
}

function wordsIn(text: string): ReadonlyArray<Word> {
  const words: Word[] = []
  const hasIdeographs = MAY_BE_IDEOGRAPH.test(text)
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!hasIdeographs || !IDEOGRAPH.test(word)) {
      words.push({ folded: fold(word), start: index, end: index + word.length })
      continue
    }
    let start = index
    for (const part of word.split(/([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/u)) {
      if (part !== '') words.push({ folded: fold(part), start, end: start + part.length })
      start += part.length
    }
  }
  return words
}

const fold = (word: string): string =>
  (IS_ASCII.test(word) ? word : word.normalize('NFD').replaceAll(/\p{M}/gu, '')).toLowerCase()

function rangesOf(words: ReadonlyArray<Word>, phrase: Phrase): ReadonlyArray<MatchRange> {
  const last = phrase.words.length - 1
  const isAt = (place: number): boolean =>
    phrase.words.every((wanted, index) => {
      const folded = words[place + index]?.folded ?? ''
      return index === last && phrase.isOpen ? folded.startsWith(wanted) : folded === wanted
    })
  return words.flatMap(({ start }, place) => (isAt(place) ? [{ start, end: words[place + last]?.end ?? start }] : []))
}

/** Length of a snippet in UTF-16 code units, and the part of it in front of the first match. */
const SNIPPET = 240
const BEFORE = 60
/** Ranges of one snippet. */
const MAX_RANGES = 20
/** Sequences that terminals take as commands, and all other controls. */
const CONTROLS =
  /\u001b\[[0-?]*[ -/]*[@-~]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Part of a text around its first match; the beginning of a text without a match. */
export function snippetOf(text: string, phrases: ReadonlyArray<Phrase>): Snippet {
  const first = matchesIn(text, phrases)?.[0]?.start ?? 0
  const from = wordStart(text, Math.max(first - BEFORE, 0))
  const part = text
    .slice(from, from + 2 * SNIPPET)
    .replaceAll(CONTROLS, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const isCut = part.length > SNIPPET || from + 2 * SNIPPET < text.length
  const shown = `${from > 0 ? '…' : ''}${wellFormed(part.slice(0, SNIPPET))}${isCut ? '…' : ''}`
  const words = wordsIn(shown)
  const matches = phrases.flatMap((phrase) => rangesOf(words, phrase)).sort((one, other) => one.start - other.start)
  return { text: shown, matches: apart(matches).slice(0, MAX_RANGES) }
}

/** Text without halves of characters. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '')

/** First place from a place on that is behind white space, unless none is near. */
function wordStart(text: string, place: number): number {
  if (place === 0) return 0
  const space = text.slice(place, place + BEFORE / 2).search(/\s/)
  return space === -1 ? place : place + space + 1
}

/** Ranges without those that begin in another. */
function apart(ranges: ReadonlyArray<MatchRange>): ReadonlyArray<MatchRange> {
  const result: MatchRange[] = []
  for (const range of ranges) if (range.start >= (result.at(-1)?.end ?? 0)) result.push(range)
  return result
}
