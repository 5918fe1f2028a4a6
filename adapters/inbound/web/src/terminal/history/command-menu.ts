import { ArrowDownToLine, ArrowUpToLine, ClipboardCopy, Info } from 'lucide-preact'
import { messages } from '../../app/texts/messages.js'
import { copyText } from '../../app/clipboard.js'
import { ask, client } from '../../app/the-hub.js'
import { toast } from '../../app/toasts.js'
import { openMenuAt } from '../../ui/menu.js'
import { commandMarks, lastOutput } from './command-marks.js'
import { HISTORY_LINES } from '../../screen/history-lines.js'

/** Actions on the commands of a shell, by the marks that it sends. */
export interface CommandActions {
  /** Goes to the prompt before or after the shown one. */
  readonly step: (by: 1 | -1) => void
  readonly copyOutput: () => void
  /** Opens the menu of these actions at a position. */
  readonly openMenu: (at: { readonly x: number; readonly y: number }) => void
  /** Reports that the shell sends no marks. */
  readonly onUnmarked: () => void
}

interface Options {
  readonly session: () => string
  readonly columns: () => number
  readonly step: (by: 1 | -1) => void
  /** Shows the lines for the configuration of a shell. */
  readonly onSnippets: () => void
  readonly focus: () => void
}

export function commandActions({ session, columns, step, onSnippets, focus }: Options): CommandActions {
  const read = async (): Promise<string> => {
    const history = await ask(
      client.readScrollback({ params: { name: session() }, query: { lines: HISTORY_LINES, marks: true } }),
      ({ body }) => body.data,
    )
    return history.ok ? history.value : ''
  }
  const onUnmarked = (): void => {
    const m = messages.value
    toast({ kind: 'failed', text: m.noCommandMarks, action: { label: m.showSnippets, run: onSnippets } })
  }
  const copy = async (marked: string): Promise<void> => {
    const output = lastOutput(marked, columns())
    if (output === null) onUnmarked()
    else if (await copyText(output)) toast({ text: messages.value.copiedOutput(output.split('\n').length) })
  }
  return {
    step,
    onUnmarked,
    copyOutput: () => void read().then(copy),
    openMenu: (at) =>
      void read().then((marked) => {
        const m = messages.value
        const { prompts, outputs } = commandMarks(marked)
        const isUnmarked = prompts.length === 0 && outputs.length === 0
        const jump = (by: 1 | -1) => (): void => step(by)
        openMenuAt(
          at,
          [
            {
              label: m.previousPrompt,
              icon: ArrowUpToLine,
              shortcut: 'Alt PgUp',
              isOff: prompts.length === 0,
              run: jump(-1),
            },
            {
              label: m.nextPrompt,
              icon: ArrowDownToLine,
              shortcut: 'Alt PgDn',
              isOff: prompts.length === 0,
              run: jump(1),
            },
            {
              label: m.copyLastOutput,
              icon: ClipboardCopy,
              shortcut: 'Ctrl Shift Y',
              isOff: outputs.length === 0,
              run: () => void copy(marked),
            },
            ...(isUnmarked ? [{ label: m.turnOnMarks, icon: Info, run: onSnippets }] : []),
          ],
          focus,
        )
      }),
  }
}
