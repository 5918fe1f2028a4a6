import type { VNode } from 'preact'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { span } from '../app/texts/relative-time.js'
import { now } from '../app/now.js'

/** Time in which a call waits for a decision. A part of its own, so that the second draws nothing else anew. */
export function TimeLeft({ approval: { expiresAt, mode } }: { readonly approval: HubApproval }): VNode {
  const m = messages.value
  return (
    <span class="approval-left to-end faint text-1 nowrap" data-tip={mode === 'strict' ? m.thenDenied : m.thenAsked}>
      {m.timeLeft(span(Math.max(Date.parse(expiresAt) - now.value, 0)))}
    </span>
  )
}
