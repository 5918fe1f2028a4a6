import type { PartFile } from '../../../application/recordings/recording-store.port.js'
import { errorText, type Disk, type DiskFile } from '../../../infrastructure/files/disk.js'
import { detach } from '../../../infrastructure/guard/guard.js'

/** Appends to an open and empty file. Lines that come while others are written are written together. */
export function partFile(disk: Pick<Disk, 'truncate'>, path: string, file: DiskFile): PartFile {
  let accepted = 0
  let whole = 0
  let pending: string[] = []
  let waiting: ((failure: string | null) => void)[] = []
  let failure: string | null = null
  let isWriting = false
  let writing = Promise.resolve()
  let closing: Promise<void> | null = null

  async function writeAll(): Promise<void> {
    isWriting = true
    while (pending.length > 0 || waiting.length > 0) {
      const [lines, told] = [pending.join(''), waiting]
      pending = []
      waiting = []
      if (failure === null && lines !== '') await append(lines)
      for (const done of told) done(failure)
    }
    isWriting = false
  }
  async function append(lines: string): Promise<void> {
    try {
      await file.write(lines)
      whole += Buffer.byteLength(lines)
    } catch (thrown) {
      failure = errorText(thrown)
      // A file that cannot be cut ends with a part of a line, which readers pass over.
      await disk.truncate(path, whole).catch(() => undefined)
    }
  }
  const go = (): void => {
    if (isWriting) return
    writing = writeAll()
    detach('recording', writing)
  }
  return {
    write: (lines) => {
      if (failure !== null || closing !== null) return failure ?? 'the part is closed'
      accepted += Buffer.byteLength(lines)
      pending.push(lines)
      go()
      return null
    },
    bytes: () => accepted,
    stored: (done) => {
      waiting.push(done)
      go()
    },
    close: () => {
      closing ??= (async () => {
        await writing
        await file.close().catch(() => undefined)
      })()
      return closing
    },
  }
}
