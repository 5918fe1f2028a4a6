import type { SessionHost } from '../sessions/session-host.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Job } from '../shared/job.js'
import { makeAttachments, type Attachments } from './attachments.js'
import { makeLastSize, type LastSize } from './last-size.js'
import { makeOpenTerminal, type OpenTerminal } from './open-terminal.js'
import type { TerminalHost } from './terminal-host.port.js'

/** Terminals of viewers. */
export interface TerminalFeature {
  readonly openTerminal: OpenTerminal
  readonly attachments: Attachments
  readonly lastSize: LastSize
  readonly jobs: ReadonlyArray<Job>
}

export interface TerminalDeps {
  readonly host: TerminalHost
  readonly sessions: Pick<SessionHost, 'watch'>
  readonly audit: AuditLog
  readonly clock: Clock
}

export function makeTerminal(deps: TerminalDeps): TerminalFeature {
  const attachments = makeAttachments(deps)
  const lastSize = makeLastSize()
  return {
    openTerminal: makeOpenTerminal({ ...deps, attachments, lastSize }),
    attachments,
    lastSize,
    jobs: [{ name: 'names of open terminals', start: attachments.follow }],
  }
}
