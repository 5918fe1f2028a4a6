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
      if (!isChange(frame) || frame.seq <= (seen.get(frame.id) ?? -1)) return
      seen.set(frame.id, frame.seq)
      // Of what this page itself did it has the answer.
      if (!('origin' in frame) || frame.origin !== clientId) changed(frame.id)
    },
  })
  return live.close
}

interface Change {
  readonly type: 'project-changed'
  readonly id: string
  readonly seq: number
}

const isChange = (frame: object): frame is Change =>
  'type' in frame &&
  frame.type === 'project-changed' &&
  'id' in frame &&
  typeof frame.id === 'string' &&
  'seq' in frame &&
  typeof frame.seq === 'number'
