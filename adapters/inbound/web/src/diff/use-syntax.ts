import { useEffect, useMemo, useState } from 'preact/hooks'
import { highlight, type HighlightedText } from '../app/syntax/highlight.js'
import { languageOf } from '../app/syntax/languages.js'
import type { SyntaxRun } from '../app/syntax/runs.js'
import { unlessOver } from '../app/syntax/unless-over.js'
import type { Hunk, PatchLine } from './patch.js'
import type { SyntaxOf } from './row-view.js'

const PLAIN: ReadonlyArray<SyntaxRun> = []

type Colours = ReadonlyMap<PatchLine, ReadonlyArray<SyntaxRun>>

/** Syntax colours for the lines of a file: both sides of each hunk, and the whole new side once it is loaded. */
export function useSyntax(path: string, hunks: ReadonlyArray<Hunk>, newSide: ReadonlyArray<string> | null): SyntaxOf {
  const [colours, setColours] = useState<Colours>(new Map())
  const [whole, setWhole] = useState<HighlightedText | null>(null)
  const language = languageOf(path)

  useEffect(() => {
    if (language === null || hunks.length === 0) return
    return unlessOver(
      highlight(
        language,
        hunks.flatMap(({ lines }) => [textOf(lines, 'added'), textOf(lines, 'removed')]),
      ),
      (texts) => setColours(coloursOf(hunks, texts)),
    )
  }, [language, hunks])

  useEffect(() => {
    if (language === null || newSide === null) return
    return unlessOver(highlight(language, [newSide.join('\n')]), ([text]) => setWhole(text ?? null))
  }, [language, newSide])

  return useMemo(
    () => (line) => (line.newLine === null ? null : whole?.[line.newLine - 1]) ?? colours.get(line) ?? PLAIN,
    [colours, whole],
  )
}

/** Text of one side of a hunk. */
const textOf = (lines: ReadonlyArray<PatchLine>, other: 'added' | 'removed'): string =>
  sideOf(lines, other)
    .map(({ text }) => text)
    .join('\n')

const sideOf = (lines: ReadonlyArray<PatchLine>, other: 'added' | 'removed'): ReadonlyArray<PatchLine> =>
  lines.filter(({ kind }) => kind !== other)

function coloursOf(hunks: ReadonlyArray<Hunk>, texts: ReadonlyArray<HighlightedText | null>): Colours {
  const colours = new Map<PatchLine, ReadonlyArray<SyntaxRun>>()
  for (const [index, { lines }] of hunks.entries()) {
    for (const [at, line] of sideOf(lines, 'added').entries()) colours.set(line, texts[2 * index]?.[at] ?? PLAIN)
    for (const [at, line] of sideOf(lines, 'removed').entries()) colours.set(line, texts[2 * index + 1]?.[at] ?? PLAIN)
  }
  return colours
}
