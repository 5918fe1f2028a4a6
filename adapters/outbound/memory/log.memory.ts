import type { LogHistory } from '../../../application/server/log-history.port.js'
import type { Log, LogFields } from '../../../application/shared/log.port.js'

/** Line of the log. */
export interface LogEntry {
  /** Severity. */
  readonly level: 'info' | 'warn' | 'error'
  /** Text. */
  readonly message: string
  /** Data of the line. */
  readonly fields: LogFields
}

/** Log in memory. */
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
