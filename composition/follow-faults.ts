import { observeDefects } from '../application/shared/detached.js'
import type { Log } from '../application/shared/log.port.js'
import { observeFaults, reportFault } from '../infrastructure/guard/guard.js'

/** Hubs of this process that follow faults. Defects of use cases are passed on once, however many there are. */
let followers = 0
let stopPassing = (): void => undefined

/** Logs every fault of this process, those of use cases included. Returns an unsubscribe function. */
export function followFaults(log: Log): () => void {
  followers += 1
  if (followers === 1) stopPassing = observeDefects(reportFault)
  const stop = observeFaults(({ part, error }) => {
    log.error('a part of the hub failed; the hub goes on', { part, error: stackOf(error) })
  })
  let isFollowing = true
  return () => {
    if (!isFollowing) return
    isFollowing = false
    stop()
    followers -= 1
    if (followers === 0) stopPassing()
  }
}

/** Text of a thrown value for a log line; never throws. */
export function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } catch {
    return 'an error that cannot be read'
  }
}
