import type { Instant } from '../shared/instant.js'

/** Changes of the sessions that run. Names are current at the time of the event. */
export type SessionEvent =
  | { readonly _tag: 'session-started'; readonly name: string; readonly at: Instant }
  | { readonly _tag: 'session-ended'; readonly name: string; readonly at: Instant }
  | { readonly _tag: 'session-renamed'; readonly oldName: string; readonly newName: string; readonly at: Instant }
  | { readonly _tag: 'session-attached'; readonly name: string; readonly attached: boolean; readonly at: Instant }
