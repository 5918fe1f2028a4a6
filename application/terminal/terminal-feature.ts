import { makeAttachments, type Attachments } from './attachments.js'
import { makeLastSize, type LastSize } from './last-size.js'
import { makeOpenTerminal, type OpenTerminal } from './open-terminal.js'
import { makeReturnToTerminal, type ReturnToTerminal } from './return-to-terminal.js'
import type { TerminalPorts } from './ports.js'

/** Terminals of viewers. */
export interface TerminalFeature {
  readonly openTerminal: OpenTerminal
  readonly returnToTerminal: ReturnToTerminal
  readonly attachments: Attachments
  readonly lastSize: LastSize
}

export function makeTerminal(deps: TerminalPorts): TerminalFeature {
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
