import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import type { Paste } from '../../transfer/paste.js'
import { askBeforePaste } from '../../app/platform/preferences.js'
import { shown } from '../../app/sessions.js'
import { Dialog } from '../../ui/dialog.js'
import type { LiveTerminal } from '../live-terminal.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal
  readonly paste: Paste
}

const SHOWN_CHARACTERS = 4_000

/** Dialog that shows a paste before it is typed. */
export function PasteDialog({ session, live, paste }: Props): VNode {
  const m = messages.value
  const [always, setAlways] = useState(false)
  const title = m.pasteLines(paste.lines, shown(session))
  return (
    <Dialog label={title} class="paste" onClose={() => live.answerPaste(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (always) askBeforePaste.value = false
          live.answerPaste(true)
        }}
      >
        <h2>{title}</h2>
        <p class="hint">{m.pasteWarning}</p>
        <pre>
          {paste.text.slice(0, SHOWN_CHARACTERS)}
          {paste.text.length > SHOWN_CHARACTERS && '…'}
        </pre>
        <label class="check">
          <input type="checkbox" checked={always} onChange={(event) => setAlways(event.currentTarget.checked)} />
          {m.pasteAlways}
        </label>
        <footer class="dialog-foot">
          <span class="spring" />
          <button type="button" class="button" onClick={() => live.answerPaste(false)}>
            {m.cancel}
          </button>
          <button type="submit" class="button primary" autofocus>
            {m.paste}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
