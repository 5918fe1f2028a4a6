import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** Flags for a file that another program writes: links are not followed, and a pipe without a writer does not block. */
export const READING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Opens a file, also behind a link, and closes it after the use. Rejects for a FIFO, which would hold a thread of the pool
 * until its other end is opened, and for a device, which may have no end. A folder rejects with `EISDIR` when it is read.
 */
export async function withRegularFile<A>(path: string, use: (handle: FileHandle) => Promise<A>): Promise<A> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const found = await handle.stat()
    if (!found.isFile() && !found.isDirectory()) throw new Error(`not a regular file: ${path}`)
    return await use(handle)
  } finally {
    await handle.close()
  }
}

/** Whole content of a regular file. */
export const readRegularFile = (path: string): Promise<Buffer> => withRegularFile(path, (handle) => handle.readFile())

/** Whole content of a regular file as UTF-8; invalid bytes are replaced. */
export const readRegularText = (path: string): Promise<string> =>
  withRegularFile(path, (handle) => handle.readFile('utf8'))

/** The same, and an empty text for a file that cannot be read. */
export const readTextIfThere = (path: string): Promise<string> => readRegularText(path).catch(() => '')
