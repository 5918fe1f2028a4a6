import type { IDecoration, Terminal } from '@xterm/xterm'
import { waitingPrompt, type CommandMarks } from './command-marks.js'

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
