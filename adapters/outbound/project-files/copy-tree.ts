import type { Stats } from 'node:fs'
import { chmod, lstat, readdir, readlink, rmdir, symlink, unlink, type FileHandle } from 'node:fs/promises'
import { holdChild, IRREGULAR, openEntry, type HeldFolder } from '../../../infrastructure/files/beneath.js'
import { makeOwned } from '../../../infrastructure/files/folder-owner.js'
import type { NewFile, OpenNewFile } from '../../../infrastructure/files/new-file.js'

const CHUNK_BYTES = 1024 * 1024
const ZEROS = Buffer.alloc(CHUNK_BYTES)
/** Rights of owner, group and others; never those that change who runs it. */
const RIGHTS = 0o777

interface Copying {
  readonly from: HeldFolder
  readonly name: string
  readonly to: HeldFolder
  readonly as: string
  readonly openNew: OpenNewFile
}

/** Copies one entry with all that lies in it, holding every folder on the way. */
export async function copyEntry(copying: Copying, skip: (below: string) => void): Promise<void> {
  const { from, name, to, as } = copying
  const stats = await lstat(from.entry(name))
  if (stats.isSymbolicLink()) await symlink(await readlink(from.entry(name)), to.entry(as))
  else if (stats.isDirectory()) await copyFolder(copying, stats, skip)
  else if (!stats.isFile() || !(await copyContent(copying, stats))) skip(name)
}

async function copyFolder({ from, name, to, as, openNew }: Copying, stats: Stats, skip: (below: string) => void) {
  await makeOwned(to.entry(as))
  const source = await holdChild(from, name)
  try {
    const copy = await holdChild(to, as)
    try {
      for (const child of await readdir(source.self))
        await copyEntry({ from: source, name: child, to: copy, as: child, openNew }, (below) =>
          skip(`${name}/${below}`),
        )
      await chmod(copy.self, stats.mode & RIGHTS)
    } finally {
      await copy.close()
    }
  } finally {
    await source.close()
  }
}

/** Copies a file's content. Returns false when the entry is no longer a regular file. */
async function copyContent({ from, name, to, as, openNew }: Copying, stats: Stats): Promise<boolean> {
  const source = await openEntry(from, name)
  if (source === IRREGULAR) return false
  try {
    const copy = await openNew(to.entry(as), stats.mode & RIGHTS)
    try {
      await pump(source, copy)
    } finally {
      await copy.close()
    }
  } finally {
    await source.close()
  }
  return true
}

/** Copies bytes and skips chunks of zeros, so that a sparse file stays sparse. */
async function pump(source: FileHandle, copy: NewFile): Promise<void> {
  const memory = Buffer.allocUnsafe(CHUNK_BYTES)
  const { size } = await source.stat()
  for (let at = 0; at < size;) {
    const { bytesRead } = await source.read(memory, 0, Math.min(CHUNK_BYTES, size - at), at)
    if (bytesRead === 0) return
    at += bytesRead
    const chunk = memory.subarray(0, bytesRead)
    await (chunk.equals(ZEROS.subarray(0, bytesRead)) ? copy.skip(bytesRead) : copy.write(chunk))
  }
}

/** Removes an unfinished copy without following links. */
export async function removeTree(folder: HeldFolder, name: string): Promise<void> {
  if (!(await lstat(folder.entry(name))).isDirectory()) {
    await unlink(folder.entry(name))
    return
  }
  const child = await holdChild(folder, name)
  try {
    for (const inner of await readdir(child.self)) await removeTree(child, inner)
  } finally {
    await child.close()
  }
  await rmdir(folder.entry(name))
}
