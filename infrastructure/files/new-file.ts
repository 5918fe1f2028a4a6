import { openOwned } from './folder-owner.js'

/** New file that is written from its start. */
export interface NewFile {
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Skips bytes as a hole, which occupies no disk space. */
  readonly skip: (bytes: number) => Promise<void>
  /** Resolves once the bytes survive a power failure. */
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Creates a file with this mode less the process's mask; rejects with `EEXIST` when it exists. */
export type OpenNewFile = (path: string, mode: number) => Promise<NewFile>

/** Implementation on the real file system. As root, the file belongs to the owner of its folder. */
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
