/**
 * Index in `after` of the line that follows the history of `before`, so that reading continues where it stopped although
 * the session has printed meanwhile; `null` when that line has left the history. `screenRows` lines at the end of `before`
 * are the screen, which programs rewrite.
 */
export function continuesAt(
  before: ReadonlyArray<string>,
  after: ReadonlyArray<string>,
  screenRows: number,
): number | null {
  const history = before.slice(0, Math.max(before.length - screenRows, 0))
  if (history.length === 0) return 0
  const known = history.slice(-KNOWN_LINES)
  for (let end = after.length; end >= known.length; end -= 1) {
    if (known.every((line, index) => line === after[end - known.length + index])) return end
  }
  return null
}

/** Lines that identify a position: more than a screen, as a shorter run of equal lines occurs twice in logs. */
const KNOWN_LINES = 100
