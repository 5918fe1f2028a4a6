import { dirname } from 'node:path'
import { errorCode, type Disk } from '../files/disk.js'
import { rotate, sizeOf } from '../files/rotate.js'
import { makeSerial } from '../files/serial.js'

/** Buffered writer of log lines to a file. */
export interface LogFile {
  /** Accepts whole lines with line ends and writes them asynchronously; never throws and never waits. */
  readonly write: (lines: string) => void
  /** Last lines of the file, oldest first, complete lines only; `[]` when it cannot be read. */
  readonly tail: () => Promise<ReadonlyArray<string>>
  /** Resolves once all accepted lines are written or have failed. */
  readonly settled: () => Promise<void>
}

export interface LogFileOptions {
  readonly disk: Disk
  /** Absolute path; older files are kept beside it as `.1` (newest) to `.3`. */
  readonly file: string
  readonly maxBytes?: number
}

/** About 15,000 lines. */
const MAX_BYTES = 4 * 1024 * 1024
const ARCHIVES = 3
/** Maximum of pending characters while the disk hangs or is full; further lines are lost for the file. */
const MAX_WAITING_LENGTH = 1024 * 1024
const TAIL_BYTES = 256 * 1024

/** Log file of mode 0600, rotated by size. Lines that are pending together are written together. */
export function logFile({ disk, file, maxBytes = MAX_BYTES }: LogFileOptions): LogFile {
  const serial = makeSerial()
  let waiting = ''

  const writeAll = async (): Promise<void> => {
    if (waiting === '') return
    const size = await sizeOf(disk, file)
    if (size === 0) await disk.makeFolder(dirname(file))
    else if (size + Buffer.byteLength(waiting) > maxBytes) await rotate(disk, file, ARCHIVES)
    const log = await disk.append(file)
    const lines = waiting
    waiting = ''
    try {
      await log.write(lines)
    } finally {
      await log.close()
    }
  }

  return {
    write: (lines) => {
      if (waiting.length + lines.length > MAX_WAITING_LENGTH) return
      waiting += lines
      void serial.run(writeAll).catch(() => undefined)
    },
    tail: async () => {
      try {
        const text = await disk.tail(file, TAIL_BYTES)
        const lines = text.split('\n').slice(0, -1)
        return Buffer.byteLength(text) < TAIL_BYTES ? lines : lines.slice(1)
      } catch (thrown) {
        if (errorCode(thrown) !== undefined) return []
        throw thrown
      }
    },
    settled: serial.settled,
  }
}
