import type { VNode } from 'preact'
import type { HubFailure } from '../app/hub/hub.js'
import { because } from '../app/failed.js'
import { messages } from '../app/texts/messages.js'

interface Props {
  readonly failure: HubFailure
  readonly onRetry: () => void
}

/** Failure of a read with its reason and a retry button. */
export function FailureNote({ failure, onRetry }: Props): VNode {
  const m = messages.value
  return (
    <div class="panel-note align-centre grid gap-12 faint" role="alert">
      <p>{m.failedTo(m.couldNotRead, because(failure))}</p>
      <button type="button" class="button" onClick={onRetry}>
        {m.tryAgain}
      </button>
    </div>
  )
}
