import { effect, untracked } from '@preact/signals'
import { openLiveEvents, type LiveEvent, type LiveFrame } from '../app/hub/live-events.js'
import { followAbsence } from '../timeline/absence.js'
import { onAlarmEvent } from '../app/alarms.js'
import { onApprovalEvent } from '../app/approvals.js'
import { followNeeds } from '../approvals/needs/needs.js'
import { onStopEvent } from '../approvals/needs/stops.js'
import { onBudgetEvent } from '../usage/budgets.js'
import { onBoardEvent } from '../app/board-events.js'
import { onPromptEvent } from '../reply/queued-prompts.js'
import { onAttentionEvent } from '../session/attention.js'
import { followRename } from '../session/identity.js'
import { isEventFrame } from '../../../http/client/channels.js'
import { positionKeeper } from './live-position.js'
import { followPreviews, onScreens } from '../screen/previews.js'
import { followConversations, noteConversationLost, onConversationGrown } from '../conversation/watched-conversation.js'
import { followParts, onChangedPart } from '../app/watched-parts.js'
import { route } from '../app/router.js'
import { deviceId } from '../app/device.js'
import { forgetSessions, noteReached, onLiveEvent, onSessionList, refresh } from '../app/sessions.js'
import { dropToken, token } from '../app/sign-in.js'
import { readSnapshot } from '../app/snapshot.js'
import { socketAddress } from '../app/the-hub.js'
import { onLimits, onUsageEvent } from '../usage/usage.js'
import { onStartEvent } from '../app/starts.js'
import { onTouchEvent } from '../repo/touches.js'

/** Time between reads while the socket is away. */
const POLL_MS = 5_000
/** Age of the last frame after which the connection counts as lost. The hub sends the limits every minute. */
const SILENT_MS = 90_000

/** While signed in: lists, event socket and presence reports. */
export function followHub(): void {
  effect(() => {
    const given = token.value
    return given === null ? undefined : untracked(() => follow(given))
  })
}

function follow(given: string): () => void {
  const position = positionKeeper()
  let isLost = false
  let framedAt = Date.now()

  /** One request for all lists. */
  function readAll(): void {
    onEvent({ type: 'hello' })
    void readSnapshot().then((answer) => {
      if (!answer.ok) position.failed()
      else if (position.read(answer.value)) readAll()
    })
  }

  function onFrame(frame: LiveFrame): void {
    isLost = false
    framedAt = Date.now()
    noteReached()
    if (onChangedPart(frame) || onConversationGrown(frame)) return
    if (frame.type === 'hello') {
      const { boot, seq, revision } = frame
      // An older hub tells no position.
      if (boot === undefined || seq === undefined || revision === undefined) readAll()
      else if (position.greeted({ boot, seq, revision })) readAll()
      return
    }
    position.moved(frame)
    if (frame.type === 'session-list') onSessionList(frame)
    else if (frame.type !== 'gap' && !onScreens(frame) && !onLimits(frame) && isEventFrame(frame)) onEvent(frame)
  }

  const live = openLiveEvents({
    url: socketAddress('/api/notifications/events?live=1'),
    token: given,
    unauthorized: () => dropToken(given),
    frame: onFrame,
    lost: () => {
      isLost = true
      noteConversationLost()
      lookIfLost()
    },
  })
  const id = deviceId()
  const tell = (): void => {
    const here = route.value
    const session = here.page === 'terminal' ? here.session : null
    live.tell({ deviceId: id, session, visible: !document.hidden })
  }
  function lookIfLost(): void {
    const isSilent = Date.now() - framedAt > SILENT_MS
    if (!document.hidden && (isLost || isSilent)) void refresh()
  }
  readAll()
  const stopTelling = effect(tell)
  const stopPreviews = followPreviews(live.watch)
  const stopParts = followParts(live.watchParts)
  const stopConversations = followConversations(live.watchConversation)
  const stopNeeds = followNeeds()
  const stopAbsence = followAbsence()
  const poll = setInterval(lookIfLost, POLL_MS)
  document.addEventListener('visibilitychange', tell)
  document.addEventListener('visibilitychange', lookIfLost)
  window.addEventListener('online', lookIfLost)
  window.addEventListener('pagehide', tell)
  return () => {
    document.removeEventListener('visibilitychange', tell)
    document.removeEventListener('visibilitychange', lookIfLost)
    window.removeEventListener('online', lookIfLost)
    window.removeEventListener('pagehide', tell)
    clearInterval(poll)
    stopTelling()
    stopAbsence()
    stopPreviews()
    stopParts()
    stopConversations()
    stopNeeds()
    live.close()
    forgetSessions()
  }
}

function onEvent(event: LiveEvent): void {
  if (onBoardEvent(event) || onBudgetEvent(event) || onUsageEvent(event) || onAlarmEvent(event)) return
  if (event.type === 'session-renamed') followRename(event.id, event.oldName, event.newName)
  onLiveEvent(event)
  onApprovalEvent(event)
  onAttentionEvent(event)
  onTouchEvent(event)
  onStartEvent(event)
  onPromptEvent(event)
  onStopEvent(event)
}
