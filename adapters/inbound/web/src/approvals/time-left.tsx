import type { VNode } from 'preact'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { span } from '../app/texts/relative-time.js'
import { now } from '../app/now.js'

/** Milliseconds before its end from which the time of a call is shown. Most calls wait for days. */
const SHOWN_MS = 10 * 60_000

/** Time in which a call waits for a decision. A part of its own, so that the second draws nothing else anew. */
export function TimeLeft({
  approval: { expiresAt, isDeniedUnanswered },
}: {
  readonly approval: HubApproval
}): VNode | null {
  const m = messages.value
  const left = Math.max(Date.parse(expiresAt) - now.value, 0)
  if (left > SHOWN_MS) return null
  return (
    <span class="approval-left to-end faint text-1 nowrap" data-tip={isDeniedUnanswered ? m.thenDenied : m.thenAsked}>
      {m.timeLeft(span(left))}
    </span>
  )
}
