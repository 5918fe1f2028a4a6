import { Copy } from 'lucide-preact'
import type { VNode } from 'preact'
import { SHELL_SNIPPETS } from '../../../../../../domain/terminal/command-marks.js'
import { messages } from '../../app/texts/messages.js'
import { copyText } from '../../app/clipboard.js'
import { toast } from '../../app/toasts.js'
import { Dialog } from '../../ui/dialog.js'
import { IconButton } from '../../ui/icon-button.js'

/** Lines that make a shell report its prompts and outputs. */
export function SnippetsDialog({ onClose }: { readonly onClose: () => void }): VNode {
  const m = messages.value
  const copy = async (lines: string): Promise<void> => {
    if (await copyText(lines)) toast({ text: messages.value.copied })
  }
  return (
    <Dialog label={m.turnOnMarks} class="snippets" onClose={onClose}>
      <h2>{m.turnOnMarks}</h2>
      <p class="hint">{m.snippetsHint}</p>
      {SHELL_SNIPPETS.map(({ shell, file, lines }) => (
        <section key={shell} aria-label={shell}>
          <header>
            <h3>{shell}</h3>
            <code>{file}</code>
            <span class="spring" />
            <IconButton icon={Copy} label={m.copyLinesFor(shell)} onPress={() => void copy(lines)} />
          </header>
          <pre>{lines}</pre>
        </section>
      ))}
      <footer class="dialog-foot">
        <span class="spring" />
        <button type="button" class="button" onClick={onClose}>
          {m.close}
        </button>
      </footer>
    </Dialog>
  )
}
