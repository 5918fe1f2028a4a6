import { guarded } from '../../infrastructure/guard/guard.js'
import { lineLog, type LineLog } from '../../infrastructure/log/line-log.js'

/** Delay of log writes, short enough to be unnoticeable. */
const LOG_EVERY_MS = 100

/** Log on standard error: text on a terminal, JSON elsewhere. Flushed at the end of the process. */
export function stderrLog(): LineLog {
  const log = lineLog({
    write: (lines) => process.stderr.write(lines),
    later: (write) => setTimeout(guarded('log', write), LOG_EVERY_MS).unref(),
    now: Date.now,
    format: process.stderr.isTTY ? 'text' : 'json',
  })
  process.once('exit', guarded('log', log.flush))
  return log
}
