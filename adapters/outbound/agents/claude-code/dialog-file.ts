import type { AgentDialog } from '../../../../domain/approvals/agent-dialog.js'
import type { DiffLine } from '../../../../domain/approvals/dialog-diff.js'
import { filled } from '../dialog-choices.js'
import { drawnIn, INNER_RULE, plainKeys, RULE } from './dialog-parts.js'

const TOOLS: ReadonlyMap<string, string> = new Map([
  ['Create file', 'Write'],
  ['Overwrite file', 'Write'],
  ['Edit file', 'Edit'],
  ['Edit notebook', 'NotebookEdit'],
])
/** A new text is shown with the numbers of its lines, and a changed one by a diff. */
const OF_TEXT = /^Do you want to (?:create|insert this cell into|delete this cell from)\b/
const OF_DIFF = /^Do you want to (?:overwrite|make this edit to)\b/

/** Reads the dialog that asks to change a file (2.1.197, 2.1.332): its path, and its lines between rules or in a box. */
export function readFileChange(screen: ReadonlyArray<string>): AgentDialog | null {
  const rows = screen.map((row) => row.trim())
  const top = rows.findLastIndex((row) => RULE.test(row))
  const tool = TOOLS.get(rows[top + 1] ?? '')
  const question = rows.findLastIndex((row) => OF_TEXT.test(row) || OF_DIFF.test(row))
  if (top === -1 || tool === undefined || question <= top + 1) return null
  const keys = plainKeys(rows.slice(question + 1))
  const shown = partsIn(screen.slice(top + 2, question).map((row) => row.trimEnd()))
  if (keys === null || shown === null) return null
  const dialog = { tool, drawn: drawnIn(rows.slice(top)), ...keys }
  if (OF_TEXT.test(rows[question] ?? '')) return { ...dialog, rows: filled([...shown.heading, ...shown.lines]) }
  const diff = diffIn(shown.lines)
  return diff === null ? null : { ...dialog, rows: shown.heading, diff }
}

interface Parts {
  readonly heading: ReadonlyArray<string>
  /** With the blanks at their start. */
  readonly lines: ReadonlyArray<string>
}

const BOX_TOP = /^╭─+╮$/
const BOX_END = /^╰─+╯$/
const BOX_ROW = /^│ (.*?) *│$/

function partsIn(rows: ReadonlyArray<string>): Parts | null {
  const [first = ''] = rows
  if (BOX_TOP.test(first)) {
    const boxed = rows.slice(1, -1).map((row) => BOX_ROW.exec(row)?.[1] ?? null)
    const end = boxed.indexOf('')
    if (!BOX_END.test(rows.at(-1) ?? '') || !boxed.every((row) => row !== null) || end === -1) return null
    return { heading: boxed.slice(0, end), lines: boxed.slice(end + 1) }
  }
  const isRule = (row: string): boolean => INNER_RULE.test(row.trim())
  const [above, below] = [rows.findIndex(isRule), rows.findLastIndex(isRule)]
  if (above < 1 || below <= above || below !== rows.length - 1) return null
  return { heading: filled(rows.slice(0, above).map((row) => row.trim())), lines: rows.slice(above + 1, below) }
}

const NUMBERED = /^( *\d+)(?: ([-+ ])(.*)| ?)$/
/** Of the versions; the older one numbers it like a line. */
const NO_NEWLINE = /^(?: +\\| *\d+ {2}) No newline at end of file$/

/** Lines of a diff; `null` for rows that are none. The rows of a long line repeat its sign without its number. */
function diffIn(rows: ReadonlyArray<string>): ReadonlyArray<DiffLine> | null {
  const lines: DiffLine[] = []
  /** Columns of the numbers; each part between two gaps has its own. */
  let width = 0
  for (const row of rows) {
    if (NO_NEWLINE.test(row)) continue
    if (row.trim() === '...' && row.indexOf('.') <= width) {
      lines.push({ sign: '…', number: 0, rows: [] })
      width = 0
      continue
    }
    const [whole, number = '', sign = ' ', text = ''] = NUMBERED.exec(row) ?? []
    // The number of the row without a line break may need another column.
    const isAligned = width === 0 || number.length === width || (number.length > width && /^ ?\d/.test(number))
    if (whole !== undefined && isAligned) {
      width = number.length
      lines.push({ sign: sign as DiffLine['sign'], number: Number(number), rows: [text] })
      continue
    }
    const last = lines.pop()
    if (last === undefined || width === 0 || row.slice(0, width + 1).trim() !== '' || row[width + 1] !== last.sign)
      return null
    lines.push({ ...last, rows: [...last.rows, row.slice(width + 2)] })
  }
  return lines.length === 0 ? null : lines
}
