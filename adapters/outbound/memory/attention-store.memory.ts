import type { AttentionStore } from '../../../application/attention/attention-store.port.js'
import type { Attention } from '../../../domain/attention/activity.js'

/** The real one too: what agents do is not worth keeping past the process. */
export function memoryAttentionStore(): AttentionStore {
  const known = new Map<string, Attention>()
  return {
    get: (session) => known.get(session) ?? null,
    all: () => [...known],
    put: (session, attention) => {
      if (attention === null) known.delete(session)
      else known.set(session, attention)
    },
    rename: (from, to) => {
      const attention = known.get(from)
      if (attention === undefined || from === to) return
      known.delete(from)
      known.set(to, attention)
    },
  }
}
