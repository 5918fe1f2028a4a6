import type { SessionHost } from '../sessions/session-host.port.js'
import { detach } from '../shared/detached.js'

/** One open terminal. The name follows renames of its session. */
export interface Attachment {
  readonly session: () => string
  /** Twice is once. */
  readonly release: () => void
}

/** All open terminals of this hub. */
export interface Attachments {
  /** Applies the renames of the session host. Returns a function that ends it. */
  readonly follow: () => () => void
  /** `close` is called by `closeAll`, once, unless the attachment was released before. */
  readonly add: (session: string, close: () => void) => Attachment
  readonly count: () => number
  readonly ofSession: (session: string) => number
  /** Closes every terminal, and each that is added later at once. */
  readonly closeAll: () => void
}

interface Entry {
  name: string
  readonly close: () => void
}

export function makeAttachments({ sessions }: { readonly sessions: Pick<SessionHost, 'watch'> }): Attachments {
  const entries = new Set<Entry>()
  let isClosing = false

  return {
    follow: () =>
      sessions.watch((event) => {
        if (event._tag !== 'SessionRenamed') return
        for (const entry of entries) if (entry.name === event.from) entry.name = event.to
      }),
    add: (session, close) => {
      const entry: Entry = { name: session, close }
      entries.add(entry)
      if (isClosing) detach('end of terminals', () => Promise.resolve().then(close))
      return { session: () => entry.name, release: () => void entries.delete(entry) }
    },
    count: () => entries.size,
    ofSession: (session) => [...entries].filter(({ name }) => name === session).length,
    closeAll: () => {
      isClosing = true
      for (const { close } of [...entries]) close()
    },
  }
}
