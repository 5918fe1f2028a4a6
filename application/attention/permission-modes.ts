import type { SessionId } from '../../domain/sessions/session-id.js'

/** Longer ones are no mode of any agent. */
const MAX_MODE_LENGTH = 64

/** The permission mode that the agent of each session last reported, in memory. */
export interface PermissionModes {
  /** Takes what came with a report; other values than a short text are ignored. */
  readonly note: (session: SessionId, mode: unknown) => void
  /** `null` when the agent has reported none. */
  readonly get: (session: SessionId) => string | null
  /** Grows with every change. */
  readonly revision: () => number
  readonly forget: (session: SessionId) => void
}

export function makePermissionModes(): PermissionModes {
  const modes = new Map<SessionId, string>()
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
    forget: (session) => {
      if (modes.delete(session)) revision += 1
    },
  }
}
