import type { SessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'

/** One open terminal. */
export interface Attachment {
  /** Twice is once. */
  readonly release: () => void
}

/** All open terminals of this hub. */
export interface Attachments {
  /** `close` is called by `closeAll`, once, unless the attachment was released before. */
  readonly add: (session: SessionId, close: () => void) => Attachment
  readonly count: () => number
  readonly ofSession: (session: SessionId) => number
  /** Closes every terminal, and each that is added later at once. */
  readonly closeAll: () => void
}

interface Entry {
  readonly session: SessionId
  readonly close: () => void
}

export function makeAttachments(): Attachments {
  const entries = new Set<Entry>()
  let isClosing = false

  return {
    add: (session, close) => {
      const entry: Entry = { session, close }
      entries.add(entry)
      if (isClosing) detach('end of terminals', () => Promise.resolve().then(close))
      return { release: () => void entries.delete(entry) }
    },
    count: () => entries.size,
    ofSession: (session) => [...entries].filter((entry) => entry.session === session).length,
    closeAll: () => {
      isClosing = true
      for (const { close } of [...entries]) close()
    },
  }
}
