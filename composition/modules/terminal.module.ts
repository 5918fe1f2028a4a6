import { ContainerModule } from 'inversify'
import { makeTerminal, type TerminalFeature } from '../../application/terminal/terminal-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const terminalModule = new ContainerModule((options) => {
  provide(options, T.terminal, makeTerminal, {
    host: T.terminalHost,
    sessions: T.sessionHost,
    audit: T.audit,
    clock: T.clock,
  })
  provide(options, T.attachments, ({ terminal }: { terminal: TerminalFeature }) => terminal.attachments, {
    terminal: T.terminal,
  })
})
