import { realpath } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type * as T from 'fp-ts/lib/Task.js'
import {
  makeGuardedFolders,
  type GuardedFoldersDeps,
  type RealPath,
} from '../../../application/approvals/guarded-folders.js'
import type { GuardedFolders } from '../../../application/approvals/guarded-folders.port.js'
import { errorCode } from '../../../infrastructure/files/disk.js'

/** The system's own: the one in JavaScript takes `..` away before it follows links. */
const realPathOf = promisify(realpath.native)

/** Guarded places in the file system. */
export type FsGuardedFoldersOptions = Omit<GuardedFoldersDeps, 'follow'>

/** Guards places in the file system. */
export const fsGuardedFolders = (options: FsGuardedFoldersOptions): GuardedFolders =>
  makeGuardedFolders({ ...options, follow })

const follow =
  (path: string): T.Task<RealPath | null> =>
  async () => {
    try {
      const real = await realPathOf(path)
      return { path: real, isFolder: await isFolder(real) }
    } catch (thrown) {
      const code = errorCode(thrown)
      // No part of a name that is too long can exist. A path with a zero byte is refused by every system.
      if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code ?? '') || dirname(path) === path) return null
      const folder = await follow(dirname(path))()
      return folder === null ? null : { path: join(folder.path, basename(path)), isFolder: false }
    }
  }

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
