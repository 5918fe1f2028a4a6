import type { Attention } from '../../domain/attention/activity.js'
import type { SessionId } from '../../domain/sessions/session-id.js'

/** Current state of every agent, by session. In memory: empty after a restart. */
export interface AttentionStore {
  readonly get: (session: SessionId) => Attention | null
  readonly all: () => ReadonlyArray<readonly [session: SessionId, attention: Attention]>
  /** Grows with every change. */
  readonly revision: () => number
  /** `null` removes the session. */
  readonly put: (session: SessionId, attention: Attention | null) => void
}

export function makeAttentionStore(): AttentionStore {
  const known = new Map<SessionId, Attention>()
  let revision = 0
  return {
    get: (session) => known.get(session) ?? null,
    all: () => [...known],
    revision: () => revision,
    put: (session, attention) => {
      if (attention === null && !known.has(session)) return
      revision += 1
      if (attention === null) known.delete(session)
      else known.set(session, attention)
    },
  }
}
