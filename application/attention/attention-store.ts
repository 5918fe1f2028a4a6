import type { Attention } from '../../domain/attention/activity.js'

/** Current state of every agent, by the session's present name. In memory: empty after a restart. */
export interface AttentionStore {
  readonly get: (session: string) => Attention | null
  readonly all: () => ReadonlyArray<readonly [session: string, attention: Attention]>
  /** Grows with every change. */
  readonly revision: () => number
  /** `null` removes the session. */
  readonly put: (session: string, attention: Attention | null) => void
  /** Replaces the entry under `to`. Unknown names change nothing. */
  readonly rename: (from: string, to: string) => void
}

export function makeAttentionStore(): AttentionStore {
  const known = new Map<string, Attention>()
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
    rename: (from, to) => {
      const attention = known.get(from)
      if (attention === undefined || from === to) return
      revision += 1
      known.delete(from)
      known.set(to, attention)
    },
  }
}
