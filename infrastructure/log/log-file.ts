import { dirname } from 'node:path'
import { errorCode, type Disk } from '../files/disk.js'
import { rotate, sizeOf } from '../files/rotate.js'
import { makeSerial } from '../files/serial.js'

/** Lines on their way to a file. */
export interface LogFile {
  /** Takes whole lines with their ends and writes them soon; never throws and never waits. */
  readonly write: (lines: string) => void
  /** The last lines that are in the file now, oldest first, the first one whole; `[]` when it cannot be read. */
  readonly tail: () => Promise<ReadonlyArray<string>>
  /** Answers once all that was given is written, or could not be. */
  readonly settled: () => Promise<void>
}

export interface LogFileOptions {
  readonly disk: Disk
  /** Absolute; older ones are kept beside it as `.1` (newest) to `.3`. */
  readonly file: string
  readonly maxBytes?: number
}

/** Some 15,000 lines. */
const MAX_BYTES = 4 * 1024 * 1024
const ARCHIVES = 3
/** What a disk that hangs or is full may hold up; what comes after it is lost for the file. */
const MAX_WAITING_LENGTH = 1024 * 1024
const TAIL_BYTES = 256 * 1024

/** A log in a file of its own, mode 0600, rotated by size. What comes together is written together. */
export function logFile({ disk, file, maxBytes = MAX_BYTES }: LogFileOptions): LogFile {
  const serial = makeSerial()
  let waiting = ''

  const writeAll = async (): Promise<void> => {
    if (waiting === '') return
    await disk.makeFolder(dirname(file))
    const size = await sizeOf(disk, file)
    if (size > 0 && size + Buffer.byteLength(waiting) > maxBytes) await rotate(disk, file, ARCHIVES)
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
