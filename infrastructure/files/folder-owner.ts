import { constants } from 'node:fs'
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** True when this process may change owners, and would otherwise leave files of root in folders of other users. */
const isRoot = (): boolean => process.getuid?.() === 0

/** As root, gives a newly created file or folder to the owner of its parent folder. */
async function giveToOwner(made: FileHandle, path: string): Promise<void> {
  const { uid, gid } = await stat(dirname(path))
  if (uid !== 0) await made.chown(uid, gid)
}

/**
 * Creates a file with this mode less the process's mask; rejects with `EEXIST` when it exists. As root, it belongs to
 * the owner of its folder.
 */
export async function openOwned(path: string, mode: number): Promise<FileHandle> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  const file = await open(path, flags, mode)
  try {
    if (isRoot()) await giveToOwner(file, path)
    return file
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

/** Creates a folder; as root, it belongs to the owner of its parent folder. */
export async function makeOwned(path: string, mode?: number): Promise<void> {
  await mkdir(path, mode)
  if (!isRoot()) return
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    await giveToOwner(folder, path)
  } finally {
    await folder.close()
  }
}
