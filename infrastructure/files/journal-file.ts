import { dirname } from 'node:path'
import { errorCode, type Disk } from './disk.js'

/** Append-only file of whole lines that can be cleared. Supports one writer and one call at a time. */
export interface JournalFile {
  /** Size in bytes. */
  readonly size: () => number
  /**
   * Resolves once the text survives a power failure. Rejects when it could not be written; the partial text is then
   * removed before any later append.
   */
  readonly append: (text: string) => Promise<void>
  /** Truncates the file. Not synced: content that reappears after a power failure must be harmless. */
  readonly clear: () => Promise<void>
}

/** Opens the journal. `size` is the valid length; bytes beyond it are cut off before the first append. */
export function journalFile(disk: Disk, path: string, size: number, isThere = true): JournalFile {
  let good = size
  let mayBeLonger = true
  let isListed = isThere

  async function mend(): Promise<void> {
    try {
      await disk.truncate(path, good)
    } catch (thrown) {
      if (errorCode(thrown) !== 'ENOENT') throw thrown
      isListed = false
    }
    mayBeLonger = false
  }

  async function write(text: string): Promise<void> {
    const file = await disk.append(path)
    try {
      await file.write(text)
      await file.sync()
    } finally {
      await file.close()
    }
    if (!isListed) await disk.syncFolder(dirname(path))
    isListed = true
  }

  return {
    size: () => good,
    append: async (text) => {
      if (mayBeLonger) await mend()
      mayBeLonger = true
      try {
        await write(text)
      } catch (thrown) {
        await mend().catch(() => undefined)
        throw thrown
      }
      mayBeLonger = false
      good += Buffer.byteLength(text)
    },
    clear: async () => {
      good = 0
      mayBeLonger = true
      await mend()
    },
  }
}
