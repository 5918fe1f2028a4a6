import { isDrawn } from './drawn-text.js'

/** Line of a drawn diff. */
export interface DiffLine {
  /** Blank for an unchanged line; `…` in place of unchanged lines that are left out. */
  readonly sign: ' ' | '-' | '+' | '…'
  /** Number of the line in the new text, or in the old one for a removed line; 0 for `…`. */
  readonly number: number
  /** Rows of the line, with the blanks at its start; a long line has several. */
  readonly rows: ReadonlyArray<string>
}

/** Carriage returns and a final line break are not drawn. */
const linesOf = (text: string): ReadonlyArray<string> =>
  text === '' ? [] : text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')

/** The tabs at the start of a line are drawn as two blanks each. A line with other tabs, whose width varies, is equal to no row. */
const expanded = (line: string): string => line.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length))

function isLineDrawn([first = '', ...others]: ReadonlyArray<string>, line: string): boolean {
  const text = expanded(line)
  return text.startsWith(first) && isDrawn(others, text.slice(first.length))
}

/**
 * True when the lines draw the change from one text to the other: each line that differs is drawn, and none else. Blanks at the ends of
 * lines are not compared.
 */
export function isDiffOf(diff: ReadonlyArray<DiffLine>, from: string, to: string): boolean {
  const [before, after] = [linesOf(from), linesOf(to)]
  let [old, now] = [0, 0]
  /** Passes over lines that are not drawn up to this line of the new text. */
  const passTo = (line: number): boolean => {
    for (; now < line; old += 1, now += 1)
      if (before[old] === undefined || after[now] === undefined || before[old] !== after[now]) return false
    return now === line
  }
  for (const [at, { sign, number, rows }] of diff.entries()) {
    if (sign === '…') continue
    if ((at === 0 || diff[at - 1]?.sign === '…') && !passTo(number - 1)) return false
    if (sign !== '+') {
      if (!isLineDrawn(rows, before[old] ?? '\0')) return false
      old += 1
    }
    if (sign !== '-') {
      if (!isLineDrawn(rows, after[now] ?? '\0')) return false
      now += 1
    }
  }
  return passTo(after.length) && old === before.length && diff.some(({ sign }) => sign === '-' || sign === '+')
}
