import type { Attention } from '../../domain/attention/activity.js'

/** What is known of every agent right now, by the session's present name. In memory: a restart knows nothing. */
export interface AttentionStore {
  readonly get: (session: string) => Attention | null
  readonly all: () => ReadonlyArray<readonly [session: string, attention: Attention]>
  /** `null` forgets the session. */
  readonly put: (session: string, attention: Attention | null) => void
  /** What was known under `to` is forgotten. Unknown names change nothing. */
  readonly rename: (from: string, to: string) => void
}
