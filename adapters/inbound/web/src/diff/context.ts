import { CONTEXT_LINES } from '../../../../../domain/repo/file-diff.js'
import type { Hunk, PatchLine } from './patch.js'

/** Unchanged lines between two hunks, numbered on the new side from 1. */
export interface Gap {
  readonly from: number
  /** Last line; `null` for the end of the file while its length is unknown. */
  readonly to: number | null
  /** Old line number minus new line number. */
  readonly shift: number
}

/** Gap before each hunk and after the last one; `null` where no line is left out. */
export function gapsOf(hunks: ReadonlyArray<Hunk>): ReadonlyArray<Gap | null> {
  const gaps: (Gap | null)[] = []
  let next = 1
  let shift = 0
  for (const hunk of hunks) {
    // A hunk without new lines is positioned after the line that its header names.
    const start = hunk.newCount === 0 ? hunk.newStart + 1 : hunk.newStart
    const oldStart = hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart
    gaps.push(start > next ? { from: next, to: start - 1, shift } : null)
    next = start + hunk.newCount
    shift = oldStart + hunk.oldCount - next
  }
  const last = hunks.at(-1)
  const reachesEnd = last === undefined || isLastOfFile(last)
  gaps.push(reachesEnd ? null : { from: next, to: null, shift })
  return gaps
}

/** True when the hunk ends at the end of the file: fewer context lines than git's default, or no line end. */
function isLastOfFile({ lines, newCount, oldCount }: Hunk): boolean {
  if (newCount === 0 || oldCount === 0) return true
  const trailing = lines.length - 1 - lines.findLastIndex(({ kind }) => kind !== 'context')
  return trailing < CONTEXT_LINES || lines.at(-1)?.isUnended === true
}

/** True when the file's content matches all new-side lines of the hunks. */
export const isNewSide = (file: ReadonlyArray<string>, hunks: ReadonlyArray<Hunk>): boolean =>
  hunks.every(({ lines }) => lines.every(({ newLine, text }) => newLine === null || file[newLine - 1] === text))

/** All lines of the new side, from a patch that contains the whole file. */
export const newSideOf = (hunks: ReadonlyArray<Hunk>): ReadonlyArray<string> =>
  hunks.flatMap(({ lines }) => lines.flatMap(({ newLine, text }) => (newLine === null ? [] : [text])))

/** Lines `from` to `to` of the new side as context lines. */
export function contextLines(
  file: ReadonlyArray<string>,
  from: number,
  to: number,
  shift: number,
): ReadonlyArray<PatchLine> {
  return file.slice(from - 1, to).map((text, index) => ({
    kind: 'context',
    text,
    oldLine: from + index + shift,
    newLine: from + index,
    isUnended: false,
  }))
}
