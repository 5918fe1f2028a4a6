type Lines = ReadonlyArray<string>

/**
 * Returns a function that is given the lines of a terminal again and again, and returns those that came since. A line that
 * changes, such as that of a spinner, comes when it is the same twice, and those below it after it.
 */
export function makeNewLines(first: Lines): (lines: Lines) => Lines {
  let before = first
  /** Lines at the beginning of `before` that were returned. */
  let returned = first.length
  return (lines) => {
    const shift = shiftBetween(before, lines)
    const changed = lines.findIndex((line, index) => line !== before[index + shift])
    const same = changed === -1 ? lines.length : changed
    const from = Math.min(Math.max(returned - shift, 0), same)
    ;[before, returned] = [lines, same]
    return lines.slice(from, same)
  }
}

/**
 * Lines at the beginning of the earlier text that are no longer in the later one: the number with which most lines agree,
 * all lines when none do.
 */
function shiftBetween(earlier: Lines, later: Lines): number {
  let best = { shift: earlier.length, length: 0 }
  for (let shift = 0; shift + best.length < earlier.length; shift += 1) {
    let length = 0
    while (shift + length < earlier.length && earlier[shift + length] === later[length]) length += 1
    if (length > best.length) best = { shift, length }
  }
  return best.shift
}
