import { openOwned } from './folder-owner.js'

/** A file that is being written, from its start on. */
export interface NewFile {
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Leaves so many bytes empty, which take no room on disk. */
  readonly skip: (bytes: number) => Promise<void>
  /** Answers once the bytes would survive a power cut. */
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Makes a file that is not there yet, of this mode less the process's mask; rejects with `EEXIST` when it is. */
export type OpenNewFile = (path: string, mode: number) => Promise<NewFile>

/** On the real file system; as root, the file belongs to the owner of its folder. */
export const openNewFile: OpenNewFile = async (path, mode) => {
  const handle = await openOwned(path, mode)
  let at = 0
  return {
    write: async (bytes) => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at)
        done += bytesWritten
        at += bytesWritten
      }
    },
    skip: async (bytes) => {
      at += bytes
      await handle.truncate(at)
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  }
}
