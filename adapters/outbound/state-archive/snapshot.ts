import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isKept, type Archive } from '../../../domain/server/archive.js'
import { errorCode } from '../../../infrastructure/files/disk.js'

/** A busy hub writes a few times a second, for some milliseconds each. */
export const PATIENT_TRIES = 40
const TRY_AGAIN_MS = 50

/** Reads a whole file; rejects as `fs.readFile` does. */
export type ReadFile = (path: string) => Promise<Uint8Array>

/** Every file and how it looked: another content is another inode, size or time. */
type Inventory = ReadonlyMap<string, string>

/**
 * Everything in the folder as it was at one moment: read while nothing of it changed. `null` when it changed each time.
 * Files are replaced whole or appended to, so that what looks the same before and after is the same in between.
 */
export async function snapshot(folder: string, tries: number, read: ReadFile = readFile): Promise<Archive | null> {
  for (let left = tries; left > 0; left -= 1) {
    const before = await inventory(folder)
    const files = await readAll(folder, [...before.keys()], read)
    if (files !== null && isSame(before, await inventory(folder))) return { files }
    await delay(TRY_AGAIN_MS)
  }
  return null
}

async function inventory(folder: string): Promise<Inventory> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = new Map<string, string>()
  for (const entry of entries) {
    const whole = join(entry.parentPath, entry.name)
    const path = whole.slice(folder.length + 1)
    if (!entry.isFile() || !isKept(path)) continue
    const seen = await stat(whole, { bigint: true }).catch(() => null)
    found.set(path, seen === null ? 'gone' : `${String(seen.ino)} ${String(seen.size)} ${String(seen.mtimeNs)}`)
  }
  return found
}

const isSame = (one: Inventory, other: Inventory): boolean =>
  one.size === other.size && [...one].every(([path, look]) => look !== 'gone' && other.get(path) === look)

async function readAll(
  folder: string,
  paths: ReadonlyArray<string>,
  read: ReadFile,
): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const files = new Map<string, Uint8Array>()
  for (const path of paths) {
    try {
      files.set(path, await read(join(folder, path)))
    } catch (thrown) {
      if (errorCode(thrown) === 'ENOENT') return null
      throw thrown
    }
  }
  return files
}
