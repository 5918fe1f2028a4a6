/** Part of a line in UTF-16 code units, from `from` up to but excluding `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Characters of one kind; see `tree.ts`. `null` is plain text. */
export interface SyntaxRun {
  readonly length: number
  readonly kind: string | null
}

/** Part of a line with one syntax kind and one mark state. */
export interface Run {
  readonly text: string
  readonly kind: string | null
  readonly isMarked: boolean
}

/** Splits a line where its syntax or its marks change. The concatenated runs equal the line. */
export function runsOf(text: string, syntax: ReadonlyArray<SyntaxRun>, marks: ReadonlyArray<Span>): ReadonlyArray<Run> {
  const runs: Run[] = []
  let at = 0
  let mark = 0
  const cut = (end: number, kind: string | null): void => {
    while (at < end) {
      const span = marks[mark]
      if (span && span.to <= at) {
        mark += 1
        continue
      }
      const isMarked = span !== undefined && span.from <= at
      const until = span === undefined ? end : Math.min(end, isMarked ? span.to : span.from)
      runs.push({ text: text.slice(at, until), kind, isMarked })
      at = until
    }
  }
  let end = 0
  for (const { length, kind } of syntax) {
    end = Math.min(end + length, text.length)
    cut(end, kind)
  }
  cut(text.length, null)
  return runs
}
