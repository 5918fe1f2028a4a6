import { effect, untracked } from '@preact/signals'
import { openLiveEvents } from '../hub/live-events.js'
import { onAlarmEvent } from './alarms.js'
import { onApprovalEvent } from './approvals.js'
import { onBudgetEvent } from './budgets.js'
import { onBoardEvent } from './board-events.js'
import { onAttentionEvent } from './attention.js'
import { followRename } from './identity.js'
import { route } from './router.js'
import { deviceId } from './device.js'
import { followSessions, onLiveEvent } from './sessions.js'
import { dropToken, token } from './sign-in.js'
import { socketAddress } from './the-hub.js'
import { onUsageEvent } from './usage.js'
import { onTouchEvent } from './touches.js'

/** While signed in: session list, event socket and presence reports. */
export function followHub(): void {
  effect(() => {
    const given = token.value
    return given === null ? undefined : untracked(() => follow(given))
  })
}

function follow(given: string): () => void {
  const live = openLiveEvents({
    url: socketAddress('/api/notifications/events'),
    token: given,
    unauthorized: () => {
      dropToken(given)
    },
    event: (event) => {
      if (onBoardEvent(event) || onBudgetEvent(event) || onUsageEvent(event) || onAlarmEvent(event)) return
      if (event.type === 'session-renamed') followRename(event.id, event.oldName, event.newName)
      onLiveEvent(event)
      onApprovalEvent(event)
      onAttentionEvent(event)
      onTouchEvent(event)
    },
  })
  const id = deviceId()
  const tell = (): void => {
    const here = route.value
    const session = here.page === 'terminal' ? here.session : null
    live.tell({ deviceId: id, session, visible: !document.hidden })
  }
  const stopTelling = effect(tell)
  const stopFollowing = followSessions()
  document.addEventListener('visibilitychange', tell)
  window.addEventListener('pagehide', tell)
  return () => {
    document.removeEventListener('visibilitychange', tell)
    window.removeEventListener('pagehide', tell)
    stopTelling()
    stopFollowing()
    live.close()
  }
}
