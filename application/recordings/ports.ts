import type { RecordingBounds } from '../../domain/recordings/recording.js'
import type { OperatorToken } from '../access/operator-token.port.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Log } from '../shared/log.port.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { LastSize } from '../terminal/last-size.js'
import type { TerminalHost } from '../terminal/terminal-host.port.js'
import type { RecordingStore } from './recording-store.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface RecordingsPorts {
  readonly sessions: Pick<SessionsFeature, 'findSession' | 'markSession' | 'watchRemembered'>
  readonly audit: AuditLog
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly terminalHost: TerminalHost
  readonly terminal: { readonly lastSize: LastSize }
  readonly recordings: RecordingStore
  readonly recordingBounds: RecordingBounds
  readonly operatorToken: Pick<OperatorToken, 'current'>
  readonly feed: Feed
  readonly clock: Clock
  readonly log: Log
}
