import type { Disk } from './disk.js'

/** Message of a write that is refused because the files of its folder were removed; for clients and the log. */
export const FILES_REMOVED = 'files of the hub were removed or replaced while it runs; restart it'

/**
 * Disk that writes only while `isIntact`. A file that is made anew in an emptied folder would hold the last change without what
 * it is based on, and be damaged at the next start.
 */
export function intactDisk(disk: Disk, isIntact: () => Promise<boolean>): Disk {
  const check = async (): Promise<void> => {
    if (!(await isIntact())) throw new Error(FILES_REMOVED)
  }
  return {
    ...disk,
    makeFolder: async (path) => {
      await check()
      await disk.makeFolder(path)
    },
    create: async (path) => {
      await check()
      return disk.create(path)
    },
    append: async (path) => {
      await check()
      return disk.append(path)
    },
    truncate: async (path, bytes) => {
      await check()
      await disk.truncate(path, bytes)
    },
    rename: async (from, to) => {
      await check()
      await disk.rename(from, to)
    },
  }
}
