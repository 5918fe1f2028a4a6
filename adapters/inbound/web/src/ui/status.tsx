import type { ComponentChildren, VNode } from 'preact'
import type { HubSession } from '../app/hub/hub.js'
import { locale, messages } from '../app/texts/messages.js'
import { failureText } from '../app/failure-text.js'
import { needOf, type Need } from '../app/session-order.js'
import { SESSION_STATES, stateColour, stateWord } from './session-states.js'

/** State of a session as a word and a shape. */
export function StatusWord({ session }: { readonly session: HubSession }): VNode {
  const need = needOf(session)
  const { failure, retry } = session
  const tip =
    need === 'failed' && failure ? failureText(failure) : need === 'retrying' && retry ? retryText(retry.nextAt) : null
  return (
    <StateMark need={need} tip={tip}>
      {need === 'retrying' && retry && [retry.attempt, retry.of].filter((part) => part !== null).join('/')}
    </StateMark>
  )
}

interface MarkProps {
  readonly need: Need
  readonly tip?: string | null
  /** Text after the word. */
  readonly children?: ComponentChildren
}

export function StateMark({ need, tip, children }: MarkProps): VNode {
  return (
    <span class={`status ${need}`} style={{ color: stateColour(need) }} data-tip={tip ?? undefined}>
      <StatusSign need={need} />
      <span>{stateWord(need)}</span>
      {children}
    </span>
  )
}

/** Reason of a retry, with the time of the next attempt where it is known. */
function retryText(nextAt: number | null): string {
  const time = nextAt === null ? null : new Date(nextAt).toLocaleTimeString(locale.value)
  return messages.value.retryingWhy(time)
}

const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-linecap': 'round' } as const

/** Shape of a state for narrow places. Drawn as SVG, so that it is as sharp as text. */
export function StatusSign({ need }: { readonly need: Need }): VNode {
  return (
    <svg
      class={`sign ${need}`}
      style={{ color: stateColour(need) }}
      viewBox="0 0 10 10"
      width="10"
      height="10"
      aria-hidden="true"
    >
      {SESSION_STATES[need].shape.map(({ d, width, faint, turning }) => (
        <path
          key={d}
          d={d}
          {...(width === undefined ? { fill: 'currentColor' } : { ...LINE, 'stroke-width': width })}
          opacity={faint ? 0.35 : undefined}
          class={turning ? 'turning' : undefined}
        />
      ))}
    </svg>
  )
}
