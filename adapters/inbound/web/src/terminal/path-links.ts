import { languageOf } from '../syntax/languages.js'

/** A file that a text names; `from` and `to` are where it stands, in UTF-16 units. */
export interface PathLink {
  readonly from: number
  readonly to: number
  readonly path: string
  /** From 1. */
  readonly line: number | null
}

/** What stands between blanks, quotes, frames and arrows. */
const WORD = /[^\s"'`<>|\u2500-\u257f]+/g
/** Sentences and brackets around a path, and the tool in front of it: `Update(README.md)`. */
const OPENING = /^(?:[A-Za-z]\w*\()?[([{,;:]*/
const CLOSING = /[.,;:!?]+$/

/** `a.ts:12:3`, `a.ts:12`, `a.ts#L12`, and `a.ts(12,3)` as the TypeScript compiler writes. */
const PLACE = /^(.+?)(?::(\d{1,7})(?::\d{1,5})?|#L(\d{1,7})(?:-L?\d+)?|\((\d{1,7})(?:,\d{1,5})?\))$/
/** Python's way, behind the closing quote. */
const QUOTED_PLACE = /^["'], line (\d{1,7})/

/** Files that no highlighter knows and people look at all the same. */
const OTHER_FILE = /\.(?:png|jpe?g|gif|webp|pdf|txt|log|csv|tsv|env|lock|conf|cfg|patch)$/i

/** Every file named in a line of a terminal; web addresses, slash commands and plain words are none. */
export function pathsIn(text: string): ReadonlyArray<PathLink> {
  const isPatchHead = /^(?:diff --git|---|\+\+\+) /.test(text)
  return [...text.matchAll(WORD)].flatMap((match) => {
    const trimmed = trim(match[0])
    const { bare, number } = placeIn(trimmed.word)
    const quoted = QUOTED_PLACE.exec(text.slice(match.index + match[0].length))?.[1]
    const digits = number ?? quoted
    const path = isPatchHead ? bare.replace(/^[ab]\//, '') : bare
    if (!isFile(path, digits !== undefined)) return []
    const from = match.index + trimmed.skipped
    const line = digits === undefined ? null : Number(digits)
    return [{ from, to: from + trimmed.word.length, path, line: line === 0 ? null : line }]
  })
}

function placeIn(word: string): { readonly bare: string; readonly number: string | undefined } {
  const match = PLACE.exec(word)
  if (!match) return { bare: word, number: undefined }
  const [, bare = word, ...numbers]: ReadonlyArray<string | undefined> = match
  return { bare, number: numbers.find((number) => number !== undefined) }
}

function trim(raw: string): { readonly word: string; readonly skipped: number } {
  const skipped = OPENING.exec(raw)?.[0].length ?? 0
  let word = raw.slice(skipped)
  for (;;) {
    const shorter = withoutOddBracket(word.replace(CLOSING, ''))
    if (shorter === word) return { word, skipped }
    word = shorter
  }
}

/** `app/[id]/page.tsx` keeps its brackets, `(see a.ts)` loses the one that it did not open. */
function withoutOddBracket(word: string): string {
  const isOdd = BRACKETS.some(([open, close]) => word.endsWith(close) && countOf(word, open) < countOf(word, close))
  return isOdd ? word.slice(0, -1) : word
}

const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const

const countOf = (word: string, character: string): number => word.split(character).length - 1

function isFile(path: string, hasLine: boolean): boolean {
  if (path.includes('://') || path.endsWith('/') || /^[^/]*@[^/]*:/.test(path) || path.includes('...')) return false
  const name = path.split('/').at(-1) ?? ''
  if (name === '' || name === '.' || name === '..' || name === '~') return false
  const hasExtension = /[^.]\.[a-z][\w-]{0,9}$/i.test(name) || name.startsWith('.')
  if (!path.includes('/')) return (hasExtension && hasLine) || languageOf(name) !== null || OTHER_FILE.test(name)
  if (/^(?:~|\.{1,2})\//.test(path)) return true
  // `/help` is a command, `feat/cart` a branch, `and/or` a word.
  if (path.startsWith('/')) return hasExtension || hasLine || path.split('/').length > 3
  return hasExtension || hasLine || languageOf(name) !== null
}
