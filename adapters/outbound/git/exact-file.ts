import { constants } from 'node:fs'
import { chmod, link, lstat, readlink, rename, symlink, unlink } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { holdFolder, OUTSIDE, type HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { makeOwned, openOwned } from '../../../infrastructure/files/folder-owner.js'
import type { OpenWrites } from '../../../infrastructure/files/open-writes.js'
import { stampOf } from '../../../infrastructure/files/replace-content.js'

/** Entry of a work tree without the content of a file. */
export type Entry =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly mode: number }
  | { readonly kind: 'link'; readonly target: string }

/** Entry with a text that differs after every change of it. */
export interface StampedEntry {
  readonly entry: Entry
  readonly stamp: string | null
  /** Bytes. */
  readonly size: number
}

const PERMISSIONS = 0o777

/** Runs a function on the folder of a path below `root`, whose missing folders are created first. */
export async function inFolderOf<A>(
  root: string,
  path: string,
  run: (folder: HeldFolder, name: string) => Promise<A>,
): Promise<A> {
  const folder = await heldOrMade(root, dirname(path))
  try {
    return await run(folder, basename(path))
  } finally {
    await folder.close()
  }
}

async function heldOrMade(root: string, path: string): Promise<HeldFolder> {
  const held = await holdFolder(root, path).catch((thrown: unknown) => {
    if (errorCode(thrown) !== 'ENOENT' || path === '.') throw thrown
    return null
  })
  if (held === OUTSIDE) throw new Error(`${path} leads out of the repository`)
  if (held !== null) return held
  const parent = await heldOrMade(root, dirname(path))
  try {
    await makeOwned(parent.entry(basename(path)))
  } finally {
    await parent.close()
  }
  return heldOrMade(root, path)
}

/** Reads an entry. Rejects for a folder, a pipe and for a link whose target is not UTF-8. */
export async function readEntry(folder: HeldFolder, name: string): Promise<StampedEntry> {
  const path = folder.entry(name)
  const found = await lstat(path, { bigint: true }).catch((thrown: unknown) => {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  })
  if (found === null) return { entry: { kind: 'absent' }, stamp: null, size: 0 }
  const stamped = { stamp: stampOf(found), size: Number(found.size) }
  if (found.isFile()) return { ...stamped, entry: { kind: 'file', mode: Number(found.mode) & PERMISSIONS } }
  if (!found.isSymbolicLink()) throw new Error(`${name} is neither a file nor a link`)
  const target = await readlink(path, { encoding: 'buffer' })
  const text = target.toString('utf8')
  if (!Buffer.from(text).equals(target)) throw new Error(`the target of ${name} is not UTF-8`)
  return { ...stamped, entry: { kind: 'link', target: text } }
}

/** True when the entry is still the one with this stamp. */
export const isUnchanged = async (folder: HeldFolder, name: string, stamp: string | null): Promise<boolean> =>
  (await readEntry(folder, name).catch(() => null))?.stamp === stamp

export const removeEntry = (folder: HeldFolder, name: string): Promise<void> => unlink(folder.entry(name))

/**
 * Replaces the entry with this stamp. Returns `false` without any effect when it was changed. `content` is read for a file
 * only.
 */
export async function replaceEntry(
  folder: HeldFolder,
  name: string,
  replaced: Pick<StampedEntry, 'stamp'>,
  entry: Entry,
  content: Uint8Array,
  openWrites: OpenWrites,
): Promise<boolean> {
  if (entry.kind === 'absent') {
    if (!(await isUnchanged(folder, name, replaced.stamp))) return false
    if (replaced.stamp !== null) await removeEntry(folder, name)
    return true
  }
  const fresh = folder.entry(basename(await openWrites.nameIn(folder.path)))
  try {
    if (entry.kind === 'link') await symlink(entry.target, fresh)
    else await writeNew(fresh, content, entry.mode)
    if (!(await isUnchanged(folder, name, replaced.stamp))) return false
    // A new file must not replace one that was created meanwhile.
    if (replaced.stamp === null) await link(fresh, folder.entry(name))
    else await rename(fresh, folder.entry(name))
    return true
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false
    throw thrown
  } finally {
    await unlink(fresh).catch(() => undefined) // Missing after a rename.
  }
}

async function writeNew(path: string, content: Uint8Array, mode: number): Promise<void> {
  const file = await openOwned(path, constants.S_IRUSR | constants.S_IWUSR)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(path, mode)
}
