import type { SessionBook } from '../../domain/sessions/known-session.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Records of known sessions. */
export type SessionRecord = StateStore<SessionBook>
