import { dirname } from 'node:path'
import { errorCode, type Disk } from './disk.js'

/** A file that only grows, by whole lines, until it is cleared. One file, one writer, one call at a time. */
export interface JournalFile {
  /** Size in bytes. */
  readonly size: () => number
  /**
   * Answers once the text would survive a power cut. Rejects when it could not be written; nothing of it is left in the
   * file then, or no later text is taken until it could be cut off.
   */
  readonly append: (text: string) => Promise<void>
  /** Drops the whole content. Not synced: content that is back after a power cut must be harmless. */
  readonly clear: () => Promise<void>
}

/** `size`: bytes of the file that are good; the bytes behind them are cut off before the first append. */
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
