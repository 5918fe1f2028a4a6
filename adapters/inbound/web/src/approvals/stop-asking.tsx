import './asking.css'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { HubApproval } from '../app/hub/hub.js'
import { askingTexts, ownConfig, readOwnConfig, setMode, stopAsking } from './asking.js'
import { openAsking } from './asking-dialog.js'

/** Ends the questions of the session by one press. A device that may not change it sees an empty line, so that no card moves. */
export function StopAsking({ approval }: { readonly approval: HubApproval }): VNode | null {
  const m = askingTexts.value
  const { session, kind, mode, isDeniedUnanswered } = approval
  useEffect(() => void readOwnConfig(), [])
  // A strict session is not loosened in passing.
  if (kind !== 'permission' || mode === 'strict') return null
  const config = ownConfig.value
  const isOff = config?.sessions[session] === 'off'
  return (
    <div class={`stop-asking cluster wrap gap-8 ${config?.mayChange === true ? '' : 'is-hidden'}`}>
      <button type="button" class="button" onClick={() => void (isOff ? setMode(session, null) : stopAsking(session))}>
        {isOff ? m.askAgain : m.stopAsking}
      </button>
      {isDeniedUnanswered && (
        <button type="button" class="button" onClick={() => openAsking(session)}>
          {m.moreAsking}
        </button>
      )}
      <span class="faint text-1">{isOff ? m.notAsking : m.stopAskingThen[isDeniedUnanswered ? 'runs' : 'asks']}</span>
    </div>
  )
}
