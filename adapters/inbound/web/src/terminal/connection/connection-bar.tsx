import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../../app/texts/messages.js'
import { OVERVIEW } from '../../app/routing/route.js'
import { go } from '../../app/router.js'
import { restore } from '../../session/hub-actions.js'
import { sessionByName } from '../../app/sessions.js'
import type { LiveTerminal } from '../live-terminal.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal
}

/** Bar above a terminal that has ended or may not be opened. */
export function ConnectionBar({ session, live }: Props): VNode | null {
  const m = messages.value
  switch (live.state.value._tag) {
    case 'Connecting':
    case 'Open':
    case 'Reconnecting':
    case 'Waiting':
      return null
    case 'Forbidden':
      return <Bar>{m.forbidden}</Bar>
    case 'Ended':
      return (
        <Bar>
          <span>{m.sessionEnded}</span>
          {sessionByName.value.get(session)?.status === 'dormant' && (
            <button
              type="button"
              class="button small"
              onClick={() =>
                void restore(session).then((runs) => {
                  if (!runs) return
                  live.retry()
                  live.focus()
                })
              }
            >
              {m.restore}
            </button>
          )}
          <button type="button" class="button small" onClick={() => go(OVERVIEW)}>
            {m.backToOverview}
          </button>
        </Bar>
      )
  }
}

function Bar({ children }: { readonly children: ComponentChildren }): VNode {
  return (
    <div class="connection-bar cluster wrap rigid text-1" role="status">
      {children}
    </div>
  )
}
