import type { VNode } from 'preact'
import type { HubSession } from '../app/hub/hub.js'
import { locale, messages } from '../app/texts/messages.js'
import { failureText } from '../app/failure-text.js'
import { needOf, type Need } from '../app/session-order.js'

/** State of a session as a word and a shape, so that it does not depend on colour. */
export function StatusWord({ session }: { readonly session: HubSession }): VNode {
  const need = needOf(session)
  const { failure } = session
  const retry = need === 'working' ? session.retry : null
  const tip = need === 'failed' && failure ? failureText(failure) : retry && retryText(retry.nextAt)
  return (
    <span class={`status ${need}`} data-tip={tip ?? undefined}>
      <StatusSign need={need} />
      {retry === null ? messages.value[need] : messages.value.retrying(retry.attempt, retry.of)}
    </span>
  )
}

/** Reason of a retry, with the time of the next attempt where it is known. */
function retryText(nextAt: number | null): string {
  const time = nextAt === null ? null : new Date(nextAt).toLocaleTimeString(locale.value)
  return messages.value.retryingWhy(time)
}

/** Shape of a state for narrow places. Drawn as SVG, so that it is as sharp as text. */
export function StatusSign({ need }: { readonly need: Need }): VNode {
  return (
    <svg class={`sign ${need}`} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      {shapeOf(need)}
    </svg>
  )
}

function shapeOf(need: Need): VNode {
  switch (need) {
    case 'waiting':
      return <path d="M5 .8 9.4 9H.6Z" fill="currentColor" />
    case 'failed':
      return <path d="m1.6 1.6 6.8 6.8m0-6.8L1.6 8.4" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" />
    case 'working':
      return (
        <>
          <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.6" opacity=".35" />
          <path d="M5 1.4A3.6 3.6 0 0 1 8.6 5" fill="none" stroke="currentColor" stroke-width="1.6" class="turning" />
        </>
      )
    case 'idle':
      return <circle cx="5" cy="5" r="4" fill="currentColor" />
    case 'unknown':
      return <circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" stroke-width="1.8" />
    case 'dormant':
      return <path d="M1 5h8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    case 'foreign':
      return <path d="M5 .8 9.2 5 5 9.2.8 5Z" fill="none" stroke="currentColor" stroke-width="1.4" />
  }
}
