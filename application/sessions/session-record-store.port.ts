import type { SessionRecords } from '../../domain/sessions/session-record.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Records of known sessions. */
export type SessionRecordStore = StateStore<SessionRecords>
