import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { OVERVIEW } from '../logic/route.js'
import { now } from '../state/now.js'
import { go } from '../state/router.js'
import { restore } from '../state/hub-actions.js'
import { sessionByName } from '../state/sessions.js'
import type { LiveTerminal } from './live-terminal.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal
}

/** A slim line over the terminal, which stays as it was: lost and coming back, or ended. */
export function ConnectionBar({ session, live }: Props): VNode | null {
  const m = messages.value
  const state = live.state.value
  switch (state._tag) {
    case 'Open':
      return null
    case 'Connecting':
      return state.again ? <Bar kind="lost">{m.reconnectingNow}</Bar> : null
    case 'Waiting': {
      const seconds = Math.max(0, Math.ceil((state.until - now.value) / 1_000))
      return (
        <Bar kind="lost">
          <span>{seconds > 0 ? m.reconnecting(seconds) : m.reconnectingNow}</span>
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

function Bar({ kind, children }: { readonly kind: 'lost' | 'over'; readonly children: ComponentChildren }): VNode {
  return (
    <div class={`connection-bar ${kind}`} role="status">
      {children}
    </div>
  )
}
