import type { Attention } from '../../domain/attention/activity.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { makeListeners } from '../shared/listeners.js'

/** Current state of every agent, by session. In memory: empty after a restart. */
export interface AttentionStore {
  readonly get: (session: SessionId) => Attention | null
  readonly all: () => ReadonlyArray<readonly [session: SessionId, attention: Attention]>
  /** Grows with every change. */
  readonly revision: () => number
  /** `null` removes the session. */
  readonly put: (session: SessionId, attention: Attention | null) => void
  /** Calls the listener with the session of each change. Returns an unsubscribe function. */
  readonly watch: (listener: (session: SessionId) => void) => () => void
}

export function makeAttentionStore(): AttentionStore {
  const known = new Map<SessionId, Attention>()
  const listeners = makeListeners<SessionId>('activity of agents')
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
      listeners.tell(session)
    },
    watch: listeners.add,
  }
}
