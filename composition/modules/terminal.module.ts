import { ContainerModule } from 'inversify'
import { makeAttachments } from '../../application/terminal/attachments.js'
import { makeLastSize } from '../../application/terminal/last-size.js'
import { makeOpenTerminal } from '../../application/terminal/open-terminal.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const terminalModule = new ContainerModule((options) => {
  provide(options, T.lastSize, makeLastSize, {})
  provide(options, T.attachments, makeAttachments, { sessions: T.sessionHost })
  provide(options, T.openTerminal, makeOpenTerminal, {
    host: T.terminalHost,
    attachments: T.attachments,
    lastSize: T.lastSize,
    audit: T.audit,
    clock: T.clock,
  })
})
