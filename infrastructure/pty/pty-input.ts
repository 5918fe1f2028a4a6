import { writeSync } from 'node:fs'
import { guarded } from '../guard/guard.js'

/** Up to here input waits without a word to its sender: a paste, while the program behind the pty starts. */
const ROOM_BYTES = 256 * 1024
/** A full pty takes input again when its reader has run; while it does not, we ask less and less often. */
const FIRST_RETRY_MS = 1
const LAST_RETRY_MS = 50

export interface PtyInput {
  /** False when more waits than is good; `drained` follows. */
  readonly write: (input: string) => boolean
  /** To be called before the descriptor is closed: its number may then belong to somebody else. */
  readonly stop: () => void
}

/**
 * Writes to a pty's master side. It does not block, so a direct write(2) never waits; a key costs one system call, where
 * node-pty 1.1 sends every key through the thread pool and spins at full speed while the pty is full.
 */
export function ptyInput(fd: number, drained: () => void): PtyInput {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let retry: NodeJS.Timeout | null = null
  let retryMs = FIRST_RETRY_MS
  let isFull = false
  let isStopped = false

  /** How many bytes the pty took; `null` when its other side is gone (EIO) and the exit is on its way. */
  function offer(bytes: Buffer): number | null {
    try {
      return writeSync(fd, bytes)
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : null
    }
  }

  /** Until all is written or the pty is full. */
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
