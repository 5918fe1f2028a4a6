import type { LogHistory } from '../../../application/server/log-history.port.js'
import type { Log, LogFields } from '../../../application/shared/log.port.js'

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: LogFields
}

export interface MemoryLog extends Log, LogHistory {
  /** Entries in the order of the calls. */
  readonly entries: ReadonlyArray<LogEntry>
}

/** A log that is kept in memory, whole. All its lines are of the same time. */
export function memoryLog(at = 0): MemoryLog {
  const time = new Date(at).toISOString()
  const entries: LogEntry[] = []
  const put =
    (level: LogEntry['level']) =>
    (message: string, fields: LogFields = {}): void =>
      void entries.push({ level, message, fields })
  return {
    entries,
    info: put('info'),
    warn: put('warn'),
    error: put('error'),
    recent: (lines, which) =>
      entries
        .filter(({ level }) => which === 'all' || level !== 'info')
        .slice(-lines)
        .map(({ level, message, fields }) => JSON.stringify({ ...fields, time, level, message })),
  }
}
