import { tokenTexts } from './token-texts.js'
import { Copy } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { copyText } from '../app/clipboard.js'
import { toast } from '../app/toasts.js'
import { Icon } from '../ui/icon.js'

interface Props {
  readonly label: string
  readonly hint: string
  readonly secret: string
  readonly onDone: () => void
}

/** Secret that is shown once, to be copied. */
export function ShownSecret({ label, hint, secret, onDone }: Props): VNode {
  const m = messages.value
  const copy = async (): Promise<void> => {
    if (await copyText(secret)) toast({ text: m.copied })
  }
  return (
    <div class="access-secret box" role="status">
      <p>{hint}</p>
      <input
        class="field mono"
        aria-label={label}
        readOnly
        value={secret}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <div class="flex gap-8">
        <button type="button" class="button primary" onClick={() => void copy()}>
          <Icon of={Copy} />
          {m.copy}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {tokenTexts.value.tokenDone}
        </button>
      </div>
    </div>
  )
}
