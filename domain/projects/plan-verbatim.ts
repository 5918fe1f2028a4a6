/** Open code block or comment, which determines the line that ends it. */
type Inside = { readonly _tag: 'Fence'; readonly mark: string } | { readonly _tag: 'Comment' }

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/
const COMMENT = /^ {0,3}<!--/

/**
 * Marks lines inside code fences and comments, which have no meaning in a plan. An unclosed one extends to the end;
 * then `isLeftOpen` is true. CommonMark 0.31, 4.5 and 4.6 (type 2).
 */
export function verbatimLines(lines: ReadonlyArray<string>): {
  readonly isVerbatim: ReadonlyArray<boolean>
  readonly isLeftOpen: boolean
} {
  const isVerbatim: boolean[] = []
  let inside: Inside | null = null
  for (const line of lines) {
    const begun: Inside | null = inside ?? begins(line)
    const isOver: boolean = begun !== null && (inside !== null || begun._tag === 'Comment') && ends(begun, line)
    isVerbatim.push(begun !== null)
    inside = isOver ? null : begun
  }
  return { isVerbatim, isLeftOpen: inside !== null }
}

function begins(line: string): Inside | null {
  if (COMMENT.test(line)) return { _tag: 'Comment' }
  const [, mark, info] = FENCE.exec(line) ?? []
  if (mark === undefined || info === undefined) return null
  return mark.startsWith('`') && info.includes('`') ? null : { _tag: 'Fence', mark }
}

function ends(inside: Inside, line: string): boolean {
  if (inside._tag === 'Comment') return line.includes('-->')
  const [, mark, info] = FENCE.exec(line) ?? []
  return mark !== undefined && mark.startsWith(inside.mark) && /^[ \t]*$/.test(info ?? '')
}
