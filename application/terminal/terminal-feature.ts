import type { SessionDirectory } from '../sessions/session-directory.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import { makeAttachments, type Attachments } from './attachments.js'
import { makeLastSize, type LastSize } from './last-size.js'
import { makeOpenTerminal, type OpenTerminal } from './open-terminal.js'
import { makeReturnToTerminal, type ReturnToTerminal } from './return-to-terminal.js'
import type { TerminalHost } from './terminal-host.port.js'

/** Terminals of viewers. */
export interface TerminalFeature {
  readonly openTerminal: OpenTerminal
  readonly returnToTerminal: ReturnToTerminal
  readonly attachments: Attachments
  readonly lastSize: LastSize
}

export interface TerminalDeps {
  readonly host: TerminalHost
  readonly directory: SessionDirectory
  readonly audit: AuditLog
  readonly clock: Clock
}

export function makeTerminal(deps: TerminalDeps): TerminalFeature {
  const attachments = makeAttachments()
  const lastSize = makeLastSize()
  const openTerminal = makeOpenTerminal({ ...deps, attachments, lastSize })
  return {
    openTerminal,
    returnToTerminal: makeReturnToTerminal({ ...deps, openTerminal }),
    attachments,
    lastSize,
  }
}
