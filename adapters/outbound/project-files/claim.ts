import type { Stats } from 'node:fs'
import { link, mkdir, open, rename, rmdir, unlink } from 'node:fs/promises'
import { numberedName, type FileName } from '../../../domain/files/file-name.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import type { HeldFolder } from '../../../infrastructure/files/beneath.js'
import { statsOf } from './held-entry.js'

/** Error codes for a name that is taken. */
const TAKEN: ReadonlySet<string> = new Set(['EEXIST', 'ENOTEMPTY', 'EISDIR'])
/** Error codes of file systems and files without hard links: FAT, some network drives, files of other users. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Moves something to a name that is free; `false` when it is not, also when it was a moment ago. The system's own rename
 * replaces what is there, so the name is taken first in a way that fails.
 */
export async function claim(from: string, stats: Stats, to: string): Promise<boolean> {
  try {
    if (stats.isDirectory()) await claimForFolder(from, to)
    else await claimForFile(from, to, stats)
    return true
  } catch (thrown) {
    if (TAKEN.has(errorCode(thrown) ?? '')) return false
    throw thrown
  }
}

async function claimForFolder(from: string, to: string): Promise<void> {
  await mkdir(to)
  await renameOver(from, to, () => rmdir(to))
}

async function claimForFile(from: string, to: string, stats: Stats): Promise<void> {
  if (!(await hasSecondName(from, to, stats))) {
    await claimEmpty(from, to)
    return
  }
  try {
    await unlink(from)
  } catch (thrown) {
    await unlink(to).catch(() => undefined)
    throw thrown
  }
}

/** Creates a hard link. Returns false where the file system or the file does not support one. */
async function hasSecondName(from: string, to: string, stats: Stats): Promise<boolean> {
  // On macOS a link to a link is one to what that leads to. link(2)
  if (stats.isSymbolicLink() && process.platform === 'darwin') return false
  try {
    await link(from, to)
    return true
  } catch (thrown) {
    if (NO_LINKS.has(errorCode(thrown) ?? '')) return false
    throw thrown
  }
}

async function claimEmpty(from: string, to: string): Promise<void> {
  await (await open(to, 'wx')).close()
  await renameOver(from, to, () => unlink(to))
}

/** Takes the place that we made; gives it back when that fails. */
async function renameOver(from: string, to: string, undo: () => Promise<void>): Promise<void> {
  try {
    await rename(from, to)
  } catch (thrown) {
    await undo().catch(() => undefined)
    throw thrown
  }
}

/** Upper bound of the search for a free name. */
const MAX_NUMBER = 10_000

/** The first numbered name that is free right now; `null` when there is none. */
export async function freeName(folder: HeldFolder, name: FileName): Promise<FileName | null> {
  for (let number = 1; number <= MAX_NUMBER; number += 1) {
    const candidate = numberedName(name, number)
    if ((await statsOf(folder.entry(candidate))) === null) return candidate
  }
  return null
}

/** Moves something to the first numbered name that is free and returns it; `null` when there is none. */
export async function claimNumbered(
  from: string,
  stats: Stats,
  folder: HeldFolder,
  name: FileName,
): Promise<FileName | null> {
  for (;;) {
    const candidate = await freeName(folder, name)
    if (candidate === null || (await claim(from, stats, folder.entry(candidate)))) return candidate
  }
}
