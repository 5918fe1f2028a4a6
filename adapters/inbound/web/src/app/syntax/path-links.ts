import { languageOf } from './languages.js'

/** File path in a text. `from` and `to` are its position in UTF-16 code units. */
export interface PathLink {
  readonly from: number
  readonly to: number
  readonly path: string
  /** Line number, from 1. */
  readonly line: number | null
}

/** Text between blanks, quotes, angle brackets and box-drawing characters. */
const WORD = /[^\s"'`<>|\u2500-\u257f]+/g
/** Punctuation and brackets around a path, and a tool name before it: `Update(README.md)`. */
const OPENING = /^(?:[A-Za-z]\w*\()?[([{,;:]*/
const CLOSING = /[.,;:!?]+$/

/** Line suffixes: `a.ts:12:3`, `a.ts:12`, `a.ts#L12`, and `a.ts(12,3)` of the TypeScript compiler. */
const PLACE = /^(.+?)(?::(\d{1,7})(?::\d{1,5})?|#L(\d{1,7})(?:-L?\d+)?|\((\d{1,7})(?:,\d{1,5})?\))$/
/** Path and line before a match of `grep -n`: `a.ts:12:const`. */
const OF_MATCH = /^([^:]+:\d{1,7}):\D/
/** Line suffix of Python tracebacks, after the closing quote. */
const QUOTED_PLACE = /^["'], line (\d{1,7})/

/** Files without syntax highlighting that can be previewed. */
const OTHER_FILE = /\.(?:png|jpe?g|gif|webp|pdf|txt|log|csv|tsv|env|lock|conf|cfg|patch)$/i

/** All file paths in a terminal line, without web addresses, slash commands and plain words. */
export function pathsIn(text: string): ReadonlyArray<PathLink> {
  const isPatchHead = /^(?:diff --git|---|\+\+\+) /.test(text)
  return [...text.matchAll(WORD)].flatMap((match) => {
    const { skipped, word: whole } = trim(match[0])
    const word = OF_MATCH.exec(whole)?.[1] ?? whole
    const { bare, number } = placeIn(word)
    const quoted = QUOTED_PLACE.exec(text.slice(match.index + match[0].length))?.[1]
    const digits = number ?? quoted
    const path = isPatchHead ? bare.replace(/^[ab]\//, '') : bare
    if (!isFile(path, digits !== undefined)) return []
    const from = match.index + skipped
    const line = digits === undefined ? null : Number(digits)
    return [{ from, to: from + word.length, path, line: line === 0 ? null : line }]
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

/** Removes an unbalanced bracket: `app/[id]/page.tsx` keeps its brackets, `(see a.ts)` loses the last one. */
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
  // Excludes the command `/help`, the branch `feat/cart` and the words `and/or`.
  if (path.startsWith('/')) return hasExtension || hasLine || path.split('/').length > 3
  return hasExtension || hasLine || languageOf(name) !== null
}
