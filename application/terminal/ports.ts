import type { SessionDirectory } from '../sessions/session-directory.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Attachments } from './attachments.js'
import type { LastSize } from './last-size.js'
import type { OpenTerminal } from './open-terminal.js'
import type { TerminalHost } from './terminal-host.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface TerminalPorts {
  readonly host: TerminalHost
  readonly directory: SessionDirectory
  readonly audit: AuditLog
  readonly clock: Clock
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface TerminalSteps extends TerminalPorts {
  /** Hands one frame, good during the call, to the viewer's connection, which says when it has taken it. */
  readonly send: (chunk: Uint8Array, done: () => void) => void
  readonly pause: () => void
  readonly resume: () => void
  /** The viewer has taken nothing for the whole grace period. Called once at most. */
  readonly stalled: () => void
  readonly attachments: Attachments
  readonly lastSize: LastSize
  readonly openTerminal: OpenTerminal
}
