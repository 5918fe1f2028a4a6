import { PROJECTS_CHANNEL } from '../../../http/client/channels.js'
import { openLiveSocket } from '../app/hub/live-socket.js'
import { clientId } from '../app/device.js'
import { dropToken, token } from '../app/sign-in.js'
import { socketAddress } from '../app/the-hub.js'

/**
 * Subscribes to project changes while a page of projects is open. Calls back with `null` on each connection
 * and when the first one fails, because any project may have changed.
 */
export function followProjects(changed: (id: string | null) => void): () => void {
  const given = token.peek()
  if (given === null) return () => undefined
  let isTold = false
  const seen = new Map<string, number>()
  const anything = (): void => {
    isTold = true
    changed(null)
  }
  const live = openLiveSocket({
    channel: PROJECTS_CHANNEL,
    url: socketAddress('/api/projects/events'),
    token: given,
    unauthorized: () => dropToken(given),
    open: () => {
      seen.clear()
      anything()
    },
    lost: () => {
      if (!isTold) anything()
    },
    frame: (frame) => {
      if (frame.type !== 'project-changed' || frame.seq <= (seen.get(frame.id) ?? -1)) return
      seen.set(frame.id, frame.seq)
      // The page already has the responses to its own changes.
      if (frame.origin !== clientId) changed(frame.id)
    },
  })
  return live.close
}
