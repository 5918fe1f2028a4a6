import type { brand } from '../shared/brand.js'
import type { Instant } from '../shared/instant.js'

/** Identity of a session. It survives renames, restarts of the hub and restores from the session's record. */
export type SessionId = string & { readonly [brand]: 'SessionId' }

/** Any text without control characters; longer ones were not written by a hub. */
const GRAMMAR = /^\P{Cc}{1,128}$/u

/** Reads an id from outside; `null` for a text that is not one. */
export const parseSessionId = (raw: string): SessionId | null => (GRAMMAR.test(raw) ? (raw as SessionId) : null)

/** An id that the hub made or stored. State that has only the name of a session uses the name. */
export const sessionId = (text: string): SessionId => text as SessionId

const MS_PER_SECOND = 1000

/** Id of a session to which no hub gave one: the host's own id, unique within a run of the host, and the start. */
export const hostSessionId = (hostId: string, createdAt: Instant): SessionId =>
  sessionId(`${hostId}@${String(createdAt / MS_PER_SECOND)}`)
