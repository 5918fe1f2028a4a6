import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { ContainerModule } from 'inversify'
import { memoryClock, type MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { memoryOperatorToken } from '../../adapters/outbound/memory/operator-token.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memorySessionRecord } from '../../adapters/outbound/memory/session-record.memory.js'
import { memorySessionTokens } from '../../adapters/outbound/memory/session-tokens.memory.js'
import { memorySettingsStore } from '../../adapters/outbound/memory/settings-store.memory.js'
import { memoryTerminalHost, type MemoryTerminalHost } from '../../adapters/outbound/memory/terminal-host.memory.js'
import type { Folders } from '../../application/sessions/folders.port.js'
import type { SessionRecord } from '../../application/sessions/session-record.port.js'
import type { SessionTokens } from '../../application/sessions/session-tokens.port.js'
import type { SettingsStore } from '../../application/settings/settings-store.port.js'
import type { AuditEvent, Caller } from '../../application/shared/audit-log.port.js'
import type { LogFields } from '../../application/shared/log.port.js'
import { provideValue } from '../../composition/provide.js'
import { TOKENS as T } from '../../composition/tokens.js'
import { unusableDirectory } from '../../domain/sessions/errors.js'

export const OPERATOR = 'operator-token-of-the-test'
export const HOME = '/home/dev'

/** Every port on a fake, and the fakes themselves for a test to act on. */
export interface MemoryTools {
  readonly module: ContainerModule
  readonly clock: MemoryClock
  readonly host: MemorySessionHost
  readonly terminals: MemoryTerminalHost
  readonly record: SessionRecord
  readonly tokens: SessionTokens
  readonly settings: SettingsStore
  readonly audited: ReadonlyArray<AuditEvent & { readonly caller: Caller }>
  readonly logged: ReadonlyArray<string>
  /** Folders that do not exist; all others do. */
  readonly missing: Set<string>
}

export function memoryTools(): MemoryTools {
  const clock = memoryClock(1_700_000_000_000)
  const host = memorySessionHost(clock)
  const terminals = memoryTerminalHost({ sessions: host })
  const record = memorySessionRecord()
  const tokens = memorySessionTokens()
  const settings = memorySettingsStore()
  const audited: (AuditEvent & { readonly caller: Caller })[] = []
  const logged: string[] = []
  const missing = new Set<string>()

  const log = (message: string, fields: LogFields = {}): void => {
    logged.push([message, ...Object.entries(fields).map(([key, value]) => `${key}=${String(value)}`)].join(' '))
  }
  const folders: Folders = {
    usable: (directory) => {
      const path = directory.replace(/^~/, HOME)
      return TE.fromEither(missing.has(path) ? E.left(unusableDirectory(directory, 'not-found')) : E.right(path))
    },
  }

  const module = new ContainerModule((options) => {
    provideValue(options, T.clock, clock)
    provideValue(options, T.log, { info: log, warn: log, error: log })
    provideValue(options, T.audit, {
      record: (event, caller) => TE.fromIO(() => void audited.push({ ...event, caller })),
    })
    provideValue(options, T.sessionHost, host)
    provideValue(options, T.terminalHost, terminals)
    provideValue(options, T.folders, folders)
    provideValue(options, T.sessionRecord, record)
    provideValue(options, T.sessionTokens, tokens)
    provideValue(options, T.settingsStore, settings)
    provideValue(options, T.operatorToken, memoryOperatorToken(OPERATOR))
    provideValue(options, T.prefix, 'cc-')
    provideValue(options, T.defaultDirectory, HOME)
    provideValue(options, T.hubUrl, 'http://127.0.0.1:3333')
  })
  return { module, clock, host, terminals, record, tokens, settings, audited, logged, missing }
}
