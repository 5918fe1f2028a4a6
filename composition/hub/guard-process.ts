import type { EventEmitter } from 'node:events'
import type { Log } from '../../application/shared/log.port.js'
import { countFault, guarded, stackOf } from '../../infrastructure/guard/guard.js'

export interface GuardProcessDeps {
  /** `process`: its `uncaughtException` and `unhandledRejection`. */
  readonly events: Pick<EventEmitter, 'on' | 'off'>
  readonly log: Log
  readonly now: () => number
  /** Writes what is not on disk yet. Waited for up to 5 s. */
  readonly flush: () => Promise<void>
  readonly exit: (code: number) => void
}

/** EX_SOFTWARE of sysexits(3): the service manager starts the hub again. */
const EXIT_UNTRUSTED = 70
/** So many within a minute are no accident but a state in which the hub fails again and again. */
const MOST_PER_MINUTE = 20
const FLUSH_MS = 5_000
const MINUTE_MS = 60_000
/** Memory or the runtime itself is damaged: nothing that is computed from here on can be relied on. */
const DAMAGED = /^ERR_INTERNAL_ASSERTION$|allocation failed|out of memory/i

/**
 * Handles what no guard caught (docs/adr/0071): logs and counts it, and the hub goes on. It flushes and exits with 70 where
 * the state cannot be trusted: the runtime is damaged, or errors come again and again. Returns an unsubscribe function.
 */
export function guardProcess({ events, log, now, flush, exit }: GuardProcessDeps): () => void {
  let recent: number[] = []
  let isEnding = false

  const handle = (part: string, error: unknown): void => {
    countFault(part)
    log.error(`${part}: no guard caught it`, { error: stackOf(error) })
    recent = [...recent.filter((at) => now() - at < MINUTE_MS), now()]
    if (isEnding || (!isDamage(error) && recent.length <= MOST_PER_MINUTE)) return
    isEnding = true
    log.error('the state of the process cannot be trusted any more: the hub ends', { code: EXIT_UNTRUSTED })
    const end = guarded('end of the process', () => exit(EXIT_UNTRUSTED))
    setTimeout(end, FLUSH_MS)
    flush().then(end, end)
  }
  const exception = guarded('uncaught exception', (error: unknown) => handle('uncaught exception', error))
  const rejection = guarded('unhandled rejection', (error: unknown) => handle('unhandled rejection', error))
  events.on('uncaughtException', exception)
  events.on('unhandledRejection', rejection)
  return () => {
    events.off('uncaughtException', exception)
    events.off('unhandledRejection', rejection)
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && (DAMAGED.test((error as NodeJS.ErrnoException).code ?? '') || DAMAGED.test(error.message))
