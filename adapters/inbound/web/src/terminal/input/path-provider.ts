import type { IBufferCellPosition, ILink, Terminal } from '@xterm/xterm'
import { pathsIn, type PathLink } from '../../app/syntax/path-links.js'

/** Line before wrapping, with the cell of each of its UTF-16 code units. */
interface WholeLine {
  readonly text: string
  readonly cells: ReadonlyArray<IBufferCellPosition>
}

/** Maximum number of rows to join in each direction. Longer paths are not linked. */
const MAX_ROWS = 8

/** Makes paths in a terminal's output open with `open`. */
export function linkPaths(terminal: Terminal, open: (path: string, line: number | null) => void): void {
  terminal.registerLinkProvider({
    provideLinks: (row, answer) => {
      const { text, cells } = wholeLine(terminal, row)
      const links = pathsIn(text).flatMap(({ from, to, path, line }): ReadonlyArray<ILink> => {
        const [start, end] = [cells[from], cells[to - 1]]
        if (!start || !end || row < start.y || row > end.y) return []
        const activate = (): void => open(path, line)
        return [{ range: { start, end }, text: text.slice(from, to), activate }]
      })
      answer(links.length === 0 ? undefined : [...links])
    },
  })
}

/** Path at a cell of the buffer, both from 1; `null` without one. */
export function pathAt(terminal: Terminal, column: number, row: number): PathLink | null {
  const { text, cells } = wholeLine(terminal, row)
  const at = cells.findIndex(({ x, y }) => y === row && x === column)
  return pathsIn(text).find(({ from, to }) => at >= from && at < to) ?? null
}

/**
 * Unwrapped line that contains `row`, from 1. tmux draws the rest of a long line as a new line, so a full row counts as
 * wrapped.
 */
function wholeLine(terminal: Terminal, row: number): WholeLine {
  const { active } = terminal.buffer
  const goesOn = (index: number): boolean => {
    if (active.getLine(index + 1)?.isWrapped) return true
    const last = active.getLine(index)?.getCell(terminal.cols - 1)
    return last !== undefined && (last.getWidth() === 0 || last.getChars().trim() !== '')
  }
  let first = row - 1
  while (first > 0 && row - 1 - first < MAX_ROWS && goesOn(first - 1)) first -= 1
  let last = row - 1
  while (last - row + 1 < MAX_ROWS && last < active.length - 1 && goesOn(last)) last += 1

  let text = ''
  const cells: IBufferCellPosition[] = []
  for (let index = first; index <= last; index += 1) {
    const line = active.getLine(index)
    for (let x = 0; line && x < line.length; x += 1) {
      const cell = line.getCell(x)
      // Skips the second half of a wide character.
      if (!cell || cell.getWidth() === 0) continue
      const characters = cell.getChars() === '' ? ' ' : cell.getChars()
      text += characters
      for (let unit = 0; unit < characters.length; unit += 1) cells.push({ x: x + 1, y: index + 1 })
    }
  }
  return { text, cells }
}
