import { diffWordsWithSpace } from 'diff'
import type { Span } from '../app/syntax/runs.js'

/** Differing spans of two corresponding lines; empty when the lines share too little. */
export interface WordMarks {
  readonly removed: ReadonlyArray<Span>
  readonly added: ReadonlyArray<Span>
}

const NO_MARKS: WordMarks = { removed: [], added: [] }

/** Longer lines are not compared. The comparison takes quadratic time, and word marks do not help in minified files. */
const MAX_CHARACTERS = 600
/** Minimum shared fraction. Lines that share less are treated as unrelated. */
const MIN_SHARED = 0.3

export function wordMarks(removed: string, added: string): WordMarks {
  if (removed.length > MAX_CHARACTERS || added.length > MAX_CHARACTERS) return NO_MARKS
  const marks = { removed: [] as Span[], added: [] as Span[] }
  let inRemoved = 0
  let inAdded = 0
  let shared = 0
  for (const part of diffWordsWithSpace(removed, added)) {
    const { length } = part.value
    if (part.removed) {
      marks.removed.push({ from: inRemoved, to: inRemoved + length })
      inRemoved += length
    } else if (part.added) {
      marks.added.push({ from: inAdded, to: inAdded + length })
      inAdded += length
    } else {
      shared += part.value.trim().length
      inRemoved += length
      inAdded += length
    }
  }
  const longer = Math.max(removed.trim().length, added.trim().length)
  return shared < longer * MIN_SHARED ? NO_MARKS : marks
}
