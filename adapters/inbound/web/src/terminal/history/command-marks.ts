import { OUTPUT_MARK, PROMPT_MARK } from '../../../../../../domain/terminal/command-marks.js'
import { parseStyledRows, textOfRow } from '../../../../../../domain/terminal/styled-row.js'

/** Rows of a history with its screen, from 0, at which the shell reported prompts and the output of commands. */
export interface CommandMarks {
  readonly prompts: ReadonlyArray<number>
  readonly outputs: ReadonlyArray<number>
}

const rowsOf = (marked: string): ReadonlyArray<string> => marked.split('\r\n')

export function commandMarks(marked: string): CommandMarks {
  const rows = rowsOf(marked)
  const having = (mark: string): ReadonlyArray<number> =>
    rows.flatMap((row, line) => (row.includes(mark) ? [line] : []))
  return { prompts: having(PROMPT_MARK), outputs: having(OUTPUT_MARK) }
}

/** The row of the prompt at which the shell waits now; `null` while a command runs. */
export function waitingPrompt({ prompts, outputs }: CommandMarks): number | null {
  const last = prompts.at(-1)
  return last !== undefined && last > (outputs.at(-1) ?? -1) ? last : null
}

/**
 * Plain output of the last command, also of one that runs; `null` without a mark. tmux breaks long lines into rows, so a
 * row that fills all columns goes on in the next one.
 */
export function lastOutput(marked: string, columns: number): string | null {
  const { prompts, outputs } = commandMarks(marked)
  const begin = outputs.at(-1)
  if (begin === undefined) return null
  const end = prompts.find((line) => line > begin)
  const rows = parseStyledRows(rowsOf(marked).slice(begin, end)).map(textOfRow)
  return rows
    .map((row) => (row.length === columns ? row : `${row.trimEnd()}\n`))
    .join('')
    .trimEnd()
}
