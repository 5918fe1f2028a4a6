import type { FoundConversation } from './use-search.js'

type Hit = FoundConversation['hits'][number]
type Snippet = Pick<Hit, 'text' | 'matches'>
type Span = Hit['matches'][number]

/** Marks of bold and struck text that open before or close after a word. `2**8`, `src/**` and `**` before a slash are none. */
const OPENING = /(?<=^|[\s([{"'])(?:\*\*|~~)(?=[^\s/*])/g
const CLOSING = /(?<=[^\s/*])(?:\*\*|~~)(?=$|[\s.,;:!?)\]}"'])/g
const CODE = /`+/g
/** Line ends are spaces in a snippet, where one `#` may be text. */
const HEADING = /^#{1,6} |(?<=\s)#{2,6} /g
const LINK = /(!?\[)([^[\]]+)(\]\([^()\s]*\))/g

/** Snippet of a conversation without marks of Markdown, the marked places moved along. Input of tools stays as it is. */
export function plainSnippet({ text, matches, tool }: Snippet & Pick<Hit, 'tool'>): Snippet {
  if (tool !== null) return { text, matches }
  const marks = marksOf(text)
  let plain = ''
  let from = 0
  /** Length of the plain text before each position of the snippet. */
  const places: number[] = []
  for (const { start, end } of [...marks, { start: text.length, end: text.length }]) {
    for (let at = from; at < start; at += 1) places[at] = plain.length + at - from
    plain += text.slice(from, start)
    for (let at = Math.max(from, start); at <= end; at += 1) places[at] = plain.length
    from = Math.max(from, end)
  }
  const place = (at: number): number => places[at] ?? plain.length
  const moved = matches.map(({ start, end }) => ({ start: place(start), end: place(end) }))
  return { text: plain, matches: moved.filter(({ start, end }) => start < end) }
}

/** Spans of the marks, first ones first; they may overlap. */
function marksOf(text: string): ReadonlyArray<Span> {
  const marks = [OPENING, CLOSING, CODE, HEADING].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: mark }) => ({ start: index, end: index + mark.length })),
  )
  const links = [...text.matchAll(LINK)].flatMap(({ index, 1: open = '', 2: label = '', 3: close = '' }) => {
    const after = index + open.length + label.length
    return [
      { start: index, end: index + open.length },
      { start: after, end: after + close.length },
    ]
  })
  return [...marks, ...links].sort((one, other) => one.start - other.start)
}
