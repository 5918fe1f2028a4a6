import type { Feed } from '../shared/feed.js'

/** Longer ones are no mode of any agent. */
const MAX_MODE_LENGTH = 64

/** The permission mode that the agent of each session last reported, in memory. */
export interface PermissionModes {
  /** Takes what came with a report; other values than a short text are ignored. */
  readonly note: (session: string, mode: unknown) => void
  /** `null` when the agent has reported none. */
  readonly get: (session: string) => string | null
  /** Grows with every change. */
  readonly revision: () => number
  /** Starts following sessions to their new names and ends; returns a function that stops it. */
  readonly follow: () => () => void
}

/** Modes move with a rename and are dropped with their session. */
export function makePermissionModes({ feed }: { readonly feed: Feed }): PermissionModes {
  const modes = new Map<string, string>()
  let revision = 0

  return {
    note: (session, mode) => {
      if (typeof mode !== 'string' || mode === '' || mode.length > MAX_MODE_LENGTH) return
      if (modes.get(session) === mode) return
      modes.set(session, mode)
      revision += 1
    },
    get: (session) => modes.get(session) ?? null,
    revision: () => revision,
    follow: () =>
      feed.subscribe((event) => {
        if (event._tag === 'session-ended' || event._tag === 'session-started') {
          if (modes.delete(event.name)) revision += 1
        }
        if (event._tag !== 'session-renamed') return
        const mode = modes.get(event.oldName)
        modes.delete(event.oldName)
        if (mode === undefined) return
        modes.set(event.newName, mode)
        revision += 1
      }),
  }
}
