import { Copy } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubFailure } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { because } from '../app/failed.js'
import { copyText } from '../app/clipboard.js'
import { IconButton } from '../ui/icon-button.js'

interface Props {
  readonly failure: HubFailure
  readonly name: string
}

/** Error message of a failed start, with the last output lines of a program that exited at once. */
export function StartFailure({ failure, name }: Props): VNode | null {
  const m = messages.value
  if (failure._tag === 'Unauthorized') return null
  const lines = failure._tag === 'Refused' ? failure.lines : []
  return (
    <div class="start-failure grid gap-4 round" role="alert">
      <p class="fault">{m.failedTo(m.couldNotStart(name), because(failure))}</p>
      {lines.length > 0 && (
        <>
          <p class="hint cluster between">
            {m.lastLines}
            <IconButton icon={Copy} label={m.copy} onPress={() => void copyText(lines.join('\n'))} />
          </p>
          <pre>{lines.join('\n')}</pre>
        </>
      )}
    </div>
  )
}
