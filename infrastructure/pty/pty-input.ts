import { writeSync } from 'node:fs'
import { guarded } from '../guard/guard.js'

/**
 * Bytes of waiting input above which `write` returns false; enough for a paste while the program behind the pty starts.
 */
const ROOM_BYTES = 256 * 1024
/** Retry interval while the pty is full; doubled up to its maximum. */
const FIRST_RETRY_MS = 1
const LAST_RETRY_MS = 50

export interface PtyInput {
  /** Returns false when more than `ROOM_BYTES` wait; `drained` follows. */
  readonly write: (input: string) => boolean
  /** Call before closing the descriptor, because its number may be reused. */
  readonly stop: () => void
}

/**
 * Writes to the master side of a pty. The descriptor is non-blocking, so write(2) never waits. A key costs one system
 * call; node-pty 1.1 sends every key through the thread pool and busy-waits while the pty is full.
 */
export function ptyInput(fd: number, drained: () => void): PtyInput {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let retry: NodeJS.Timeout | null = null
  let retryMs = FIRST_RETRY_MS
  let isFull = false
  let isStopped = false

  /**
   * Number of bytes that the pty accepted; `null` when its other side is closed (EIO) and the exit event will follow.
   */
  function offer(bytes: Buffer): number | null {
    try {
      return writeSync(fd, bytes)
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : null
    }
  }

  /** Writes until everything is written or the pty is full. */
  function drain(): void {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const taken = offer(next)
      if (taken === null) {
        stop()
        return
      }
      waitingBytes -= taken
      if (taken > 0) retryMs = FIRST_RETRY_MS
      if (taken === next.byteLength) {
        waiting.shift()
      } else {
        waiting[0] = next.subarray(taken)
        again()
        return
      }
    }
    if (!isFull) return
    isFull = false
    drained()
  }

  const tryAgain = guarded('terminal input', () => {
    retry = null
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
    drain()
  })

  function again(): void {
    retry = setTimeout(tryAgain, retryMs)
  }

  function stop(): void {
    isStopped = true
    waiting = []
    waitingBytes = 0
    if (retry !== null) clearTimeout(retry)
  }

  return {
    write: (input) => {
      if (isStopped || input === '') return true
      const bytes = Buffer.from(input, 'utf8')
      waiting.push(bytes)
      waitingBytes += bytes.byteLength
      if (retry === null) drain()
      isFull = waitingBytes > ROOM_BYTES
      return !isFull
    },
    stop,
  }
}
