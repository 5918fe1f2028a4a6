import { findPattern } from '../../../../../domain/conversations/find-text.js'
import type { Find } from './use-find.js'
import type { TextMatch } from './whole-text.js'

/** Names of the highlights in the style sheet. */
const [ALL, CURRENT] = ['found', 'found-now']
/** Occurrences that are drawn. */
const MAX_RANGES = 2_000

/** Marks the occurrences of a text below an element. Returns the range of the match that is in sight; `null` when it is not drawn. */
export function markFound(box: HTMLElement, { text, found, match }: Find): Range | null {
  clearFound()
  const pattern = found === null ? null : findPattern(text)
  if (pattern === null || match === null || found === null) return null
  const current = currentRange(box, pattern, match, found.matches)
  if ('highlights' in CSS) {
    const texts = [...box.querySelectorAll<HTMLElement>('[data-text]')]
    CSS.highlights.set(ALL, new Highlight(...texts.flatMap((each) => rangesIn(each, pattern)).slice(0, MAX_RANGES)))
    if (current !== null) CSS.highlights.set(CURRENT, new Highlight(current))
  }
  return current
}

export function clearFound(): void {
  if (!('highlights' in CSS)) return
  for (const name of [ALL, CURRENT]) CSS.highlights.delete(name)
}

/** Range of a match by its number among those of the part of its text that is drawn. */
function currentRange(
  box: HTMLElement,
  pattern: RegExp,
  match: TextMatch,
  matches: ReadonlyArray<TextMatch>,
): Range | null {
  const { row, part, kind, start } = match
  const drawn = box.querySelector<HTMLElement>(`[data-text="${String(row)}.${String(part)}.${kind}"]`)
  if (drawn === null) return null
  const first = Number(drawn.dataset['start'])
  const before = matches.filter(
    (each) => each.row === row && each.part === part && each.kind === kind && each.start >= first && each.start < start,
  )
  const ranges = rangesIn(drawn, pattern)
  return ranges[before.length] ?? ranges.at(-1) ?? null
}

/** Occurrences in the text below an element, also across its elements. */
function rangesIn(element: HTMLElement, pattern: RegExp): ReadonlyArray<Range> {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: { readonly node: Text; readonly start: number }[] = []
  let whole = ''
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!(node instanceof Text)) continue
    nodes.push({ node, start: whole.length })
    whole += node.data
  }
  let index = 0
  const placeOf = (place: number): readonly [Text, number] | null => {
    while (nodes[index + 1] !== undefined && (nodes[index + 1]?.start ?? 0) <= place) index += 1
    const found = nodes[index]
    return found === undefined ? null : [found.node, Math.min(place - found.start, found.node.length)]
  }
  return [...whole.matchAll(pattern)].slice(0, MAX_RANGES).flatMap((occurrence) => {
    const start = placeOf(occurrence.index)
    const end = placeOf(occurrence.index + occurrence[0].length)
    if (start === null || end === null) return []
    const range = document.createRange()
    range.setStart(...start)
    range.setEnd(...end)
    return [range]
  })
}

/** Scrolls a range into sight, in each scrolling element up to `outermost`. */
export function reveal(range: Range, outermost: HTMLElement): void {
  for (let box = range.startContainer.parentElement; box !== null; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY !== 'visible') {
      const [inner, outer] = [range.getBoundingClientRect(), box.getBoundingClientRect()]
      if (inner.top < outer.top || inner.bottom > outer.bottom)
        box.scrollTop += inner.top - outer.top - box.clientHeight / 3
    }
    if (box === outermost) return
  }
}
