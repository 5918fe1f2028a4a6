import { constants } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, stat, truncate, unlink, realpath } from 'node:fs/promises'
import { readRegularFile, readRegularText, withRegularFile } from './reading.js'

/** Open file for writing. */
export interface DiskFile {
  /** Appends text as UTF-8. */
  readonly write: (text: string) => Promise<void>
  /** Resolves once the written bytes survive a power failure. */
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * File system operations for stored state; each rejects with Node's own error.
 *
 * Tests substitute an implementation that fails or ends the process at one of these steps.
 */
export interface Disk {
  /** Creates a folder and its parents; readable by the owner only, also when it existed. */
  readonly makeFolder: (path: string) => Promise<void>
  readonly list: (folder: string) => Promise<ReadonlyArray<string>>
  /** UTF-8 text; invalid bytes are replaced. Rejects for a FIFO or device, as the other operations that read or append do. */
  readonly read: (path: string) => Promise<string>
  /** Whole content of a file. */
  readonly readBytes: (path: string) => Promise<Uint8Array>
  /** Size of a file in bytes. */
  readonly size: (path: string) => Promise<number>
  /** Last bytes of a file; all of them when it has fewer. */
  readonly tail: (path: string, bytes: number) => Promise<string>
  /** Creates a file with mode 0600; rejects with `EEXIST` when it exists. */
  readonly create: (path: string) => Promise<DiskFile>
  /** Opens a file for appending; creates it with mode 0600. */
  readonly append: (path: string) => Promise<DiskFile>
  /** Truncates a file to a length. */
  readonly truncate: (path: string, bytes: number) => Promise<void>
  /** Renames a file; replaces one with the new name. */
  readonly rename: (from: string, to: string) => Promise<void>
  /** Deletes a file. */
  readonly remove: (path: string) => Promise<void>
  /** Makes renames in a folder durable. */
  readonly syncFolder: (path: string) => Promise<void>
}

const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

/** Error code of a Node call (`ENOSPC`); `undefined` for any other value. */
export function errorCode(thrown: unknown): string | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Error message for the operator: `ENOSPC: no space left on device, write`. */
export const errorText = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

const opened = async (path: string, flags: number): Promise<DiskFile> => {
  // A FIFO without a reader is rejected with `ENXIO`.
  const handle = await open(path, flags | constants.O_NONBLOCK, FILE_MODE)
  return {
    write: (text) => handle.writeFile(text, 'utf8'),
    sync: () => handle.sync(),
    close: () => handle.close(),
  }
}

/** Error codes of file systems that cannot sync a folder. */
const NO_FOLDER_SYNC = new Set(['EINVAL', 'ENOTSUP'])

/** The real file system. */
export const nodeDisk: Disk = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: FOLDER_MODE })
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) await chmod(path, FOLDER_MODE)
  },
  list: (folder) => readdir(folder),
  read: readRegularText,
  readBytes: readRegularFile,
  size: async (path) => (await stat(path)).size,
  tail: (path, bytes) =>
    withRegularFile(path, async (handle) => {
      const { size } = await handle.stat()
      const length = Math.min(bytes, size)
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length)
      return buffer.toString('utf8')
    }),
  create: (path) => opened(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL),
  append: (path) => opened(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND),
  truncate,
  rename,
  remove: unlink,
  syncFolder: async (path) => {
    const handle = await open(path, 'r')
    try {
      await handle.sync()
    } catch (thrown) {
      if (!NO_FOLDER_SYNC.has(errorCode(thrown) ?? '')) throw thrown
    } finally {
      await handle.close()
    }
  },
}

/** Real path of a folder; `null` when there is no such folder. */
export async function realFolder(folder: string): Promise<string | null> {
  try {
    const path = await realpath(folder)
    return (await stat(path)).isDirectory() ? path : null
  } catch {
    return null
  }
}
