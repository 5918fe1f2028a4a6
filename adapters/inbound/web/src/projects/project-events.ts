import { PROJECTS_CHANNEL } from '../../../http/client/channels.js'
import { openLiveSocket } from '../hub/live-socket.js'
import { clientId } from '../state/device.js'
import { dropToken, token } from '../state/sign-in.js'
import { socketAddress } from '../state/the-hub.js'

/** Listens while a page of projects is open: `null` at the start and after a (re)connection, when anything may have changed. */
export function followProjects(changed: (id: string | null) => void): () => void {
  const given = token.peek()
  if (given === null) return () => undefined
  changed(null)
  const seen = new Map<string, number>()
  const live = openLiveSocket({
    channel: PROJECTS_CHANNEL,
    url: socketAddress('/api/projects/events'),
    token: given,
    unauthorized: () => {
      dropToken(given)
    },
    open: () => {
      seen.clear()
      changed(null)
    },
    frame: (frame) => {
      if (frame.type !== 'project-changed' || frame.seq <= (seen.get(frame.id) ?? -1)) return
      seen.set(frame.id, frame.seq)
      // The page has the answer to its own changes.
      if (frame.origin !== clientId) changed(frame.id)
    },
  })
  return live.close
}
