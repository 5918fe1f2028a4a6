import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { OVERVIEW } from '../routing/route.js'
import { now } from '../state/now.js'
import { go } from '../state/router.js'
import { restore } from '../state/hub-actions.js'
import { sessionByName } from '../state/sessions.js'
import type { LossCause } from './connection.js'
import type { LiveTerminal } from './live-terminal.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal
}

/** Bar above the unchanged terminal: connection lost, reconnecting or session ended. */
export function ConnectionBar({ session, live }: Props): VNode | null {
  const m = messages.value
  const state = live.state.value
  switch (state._tag) {
    case 'Connecting':
      return null
    case 'Open':
      return state.input.unknown === 0 ? null : (
        <Bar kind="lost">
          <span>{m.inputUnknown(state.input.unknown)}</span>
          <button type="button" class="button quiet" onClick={live.dismiss}>
            {m.dismiss}
          </button>
        </Bar>
      )
    case 'Reconnecting':
      return (
        <Bar kind="lost">
          <span>{m.reconnectingNow}</span>
          <WaitingInput count={state.input.waiting} />
        </Bar>
      )
    case 'Waiting': {
      const seconds = Math.max(0, Math.ceil((state.until - now.value) / 1_000))
      return (
        <Bar kind="lost">
          <span>{waitText(state.cause, seconds)}</span>
          <WaitingInput count={state.input.waiting} />
          <button type="button" class="button quiet" onClick={live.retry}>
            {m.retryNow}
          </button>
        </Bar>
      )
    }
    case 'Forbidden':
      return <Bar kind="over">{m.forbidden}</Bar>
    case 'Ended':
      return (
        <Bar kind="over">
          <span>{m.sessionEnded}</span>
          {sessionByName.value.get(session)?.status === 'dormant' && (
            <button
              type="button"
              class="button small"
              onClick={() => {
                void restore(session).then((runs) => {
                  if (!runs) return
                  live.retry()
                  live.focus()
                })
              }}
            >
              {m.restore}
            </button>
          )}
          <button
            type="button"
            class="button small"
            onClick={() => {
              go(OVERVIEW)
            }}
          >
            {m.backToOverview}
          </button>
        </Bar>
      )
  }
}

function waitText(cause: LossCause, seconds: number): string {
  const m = messages.value
  if (seconds === 0) return m.reconnectingNow
  return cause === 'limited' ? m.terminalLimited(seconds) : m.reconnecting(seconds)
}

function WaitingInput({ count }: { readonly count: number }): VNode | null {
  return count === 0 ? null : <strong>{messages.value.inputWaits(count)}</strong>
}

function Bar({ kind, children }: { readonly kind: 'lost' | 'over'; readonly children: ComponentChildren }): VNode {
  return (
    <div class={`connection-bar ${kind}`} role="status">
      {children}
    </div>
  )
}
