import type { Log, LogFields } from '../../../application/shared/log.port.js'

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: LogFields
}

export interface MemoryLog extends Log {
  /** In the order of the calls. */
  readonly entries: ReadonlyArray<LogEntry>
}

export function memoryLog(): MemoryLog {
  const entries: LogEntry[] = []
  const put =
    (level: LogEntry['level']) =>
    (message: string, fields: LogFields = {}): void =>
      void entries.push({ level, message, fields })
  return { entries, info: put('info'), warn: put('warn'), error: put('error') }
}
