import type { IDecoration, Terminal } from '@xterm/xterm'
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

/** Goes to the prompt before or after the shown one and marks it. False when there is none. */
export type StepPrompt = (by: 1 | -1) => boolean

/** Steps through the prompts of a terminal that shows a history with its screen. */
export function promptSteps(terminal: Terminal, marks: CommandMarks): StepPrompt {
  const { prompts } = marks
  let current = waitingPrompt(marks) ?? Infinity
  /** First visible row after the last step; another one means that the person has scrolled. */
  let shownAt: number | null = null
  let shown: IDecoration | undefined

  const highlight = (line: number): void => {
    const { baseY, cursorY } = terminal.buffer.active
    const marker = terminal.registerMarker(line - baseY - cursorY)
    shown?.dispose()
    shown = terminal.registerDecoration({ marker, width: terminal.cols })
    shown?.onRender((element) => {
      element.classList.add('shown-prompt')
    })
  }

  return (by) => {
    const { viewportY, baseY } = terminal.buffer.active
    const isAtStep = shownAt === null ? viewportY >= baseY : shownAt === viewportY
    const from = isAtStep ? current : viewportY
    const line = by === -1 ? prompts.findLast((one) => one < from) : prompts.find((one) => one > from)
    if (line === undefined) return false
    current = line
    terminal.scrollToLine(line)
    shownAt = Math.min(line, baseY)
    highlight(line)
    return true
  }
}
