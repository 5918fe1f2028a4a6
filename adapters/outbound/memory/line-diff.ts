/** Lines of a hunk: as in a unified diff, each with its mark. */
interface Edit {
  readonly mark: ' ' | '-' | '+'
  readonly line: string
}

export interface TextDiff {
  readonly additions: number
  readonly deletions: number
  /** The hunks of a unified diff; `''` when nothing differs. */
  readonly hunks: string
}

/** The least difference between two texts, with removed lines before added ones and `context` lines around them. */
export function diffTexts(before: string, after: string, context: number): TextDiff {
  const edits = editsBetween(linesOf(before), linesOf(after))
  const count = (mark: Edit['mark']): number => edits.filter((edit) => edit.mark === mark).length
  return { additions: count('+'), deletions: count('-'), hunks: hunksOf(edits, context).join('') }
}

/** Each with its newline; the last may have none. */
const linesOf = (text: string): ReadonlyArray<string> => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

function editsBetween(before: ReadonlyArray<string>, after: ReadonlyArray<string>): ReadonlyArray<Edit> {
  // common[i][j]: lines in common of what is left behind the first i and the first j.
  const common = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = common[i]
      if (row !== undefined)
        row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const edits: Edit[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]]
    if (old !== undefined && old === now) {
      edits.push({ mark: ' ', line: old })
      i += 1
      j += 1
    } else if (old !== undefined && (now === undefined || at(i + 1, j) >= at(i, j + 1))) {
      edits.push({ mark: '-', line: old })
      i += 1
    } else if (now !== undefined) {
      edits.push({ mark: '+', line: now })
      j += 1
    }
  }
  return edits
}

function hunksOf(edits: ReadonlyArray<Edit>, context: number): ReadonlyArray<string> {
  const hunks: string[] = []
  for (let from = 0; from < edits.length;) {
    const first = edits.findIndex((edit, index) => index >= from && edit.mark !== ' ')
    if (first === -1) break
    let last = first
    for (let index = first; index < edits.length && index - last <= 2 * context; index++)
      if (edits[index]?.mark !== ' ') last = index
    const begin = Math.max(first - context, from)
    const end = Math.min(last + context + 1, edits.length)
    hunks.push(hunkOf(edits, begin, end))
    from = end
  }
  return hunks
}

function hunkOf(edits: ReadonlyArray<Edit>, begin: number, end: number): string {
  const shown = edits.slice(begin, end)
  const range = (mark: '-' | '+'): string => {
    const isThere = (edit: Edit): boolean => edit.mark === ' ' || edit.mark === mark
    const start = edits.slice(0, begin).filter(isThere).length
    const length = shown.filter(isThere).length
    const first = length === 0 ? start : start + 1
    return `${mark}${first}${length === 1 ? '' : `,${length}`}`
  }
  const lines = shown.map(({ mark, line }) =>
    line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`,
  )
  return `@@ ${range('-')} ${range('+')} @@\n${lines.join('')}`
}
