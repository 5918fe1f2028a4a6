import type { BigIntStats } from 'node:fs'
import { link, open, rename, stat, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from './disk.js'
import { openOwned } from './folder-owner.js'
import type { OpenWrites } from './open-writes.js'

/**
 * Text that differs after every change of a file, including a rename onto it, a restored time, or an edit within one
 * tick.
 */
export const stampOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].map(String).join(':')

/**
 * Replaces a file of another owner atomically: readers, also after a crash of the machine, get the old content or the
 * new one. The file must not be a link. Its mode is kept, and its owner where permitted. Returns `false` without any
 * effect when the file no longer matches `stamp`; `null` creates a new file, and `false` then means that it exists.
 */
export async function replaceContent(
  path: string,
  content: Buffer,
  stamp: string | null,
  openWrites: OpenWrites,
): Promise<boolean> {
  const folder = dirname(path)
  const fresh = join(folder, await openWrites.nameIn(folder))
  try {
    const before = stamp === null ? null : await stat(path, { bigint: true })
    await writeNew(fresh, content, before)
    const isDone = before === null ? await putNew(fresh, path) : await putOver(fresh, path, stamp)
    if (isDone) await syncFolder(folder)
    return isDone
  } finally {
    await unlink(fresh).catch(() => undefined) // Missing after success.
  }
}

async function writeNew(path: string, content: Buffer, like: BigIntStats | null): Promise<void> {
  const file = await openOwned(path, like === null ? 0o666 : 0o600)
  try {
    await file.writeFile(content)
    if (like !== null) await resemble(file, like)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Copies owner and mode. Only root may change the owner; a group of the caller may be kept. */
async function resemble(file: FileHandle, { uid, gid, mode }: BigIntStats): Promise<void> {
  const own = await file.stat({ bigint: true })
  if (own.uid !== uid || own.gid !== gid) await file.chown(Number(uid), Number(gid)).catch(() => undefined)
  await file.chmod(Number(mode & 0o7777n))
}

/** Creates the file by a link, which fails where a rename would overwrite. */
async function putNew(fresh: string, path: string): Promise<boolean> {
  try {
    await link(fresh, path)
    return true
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false
    throw thrown
  }
}

async function putOver(fresh: string, path: string, stamp: string | null): Promise<boolean> {
  const now = await stat(path, { bigint: true }).catch(() => null)
  if (now === null || stampOf(now) !== stamp) return false
  await rename(fresh, path)
  return true
}

/** Ignores file systems that cannot sync a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync().catch(() => undefined)
  } finally {
    await folder.close()
  }
}
