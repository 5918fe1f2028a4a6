import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import type { tryLock as nativeTryLock } from 'fs-native-extensions'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { natives } from '../natives/natives.js'
import { errorCode } from './disk.js'

/** Process that holds the lock of a folder, as far as recorded. */
export interface LockHolder {
  /** Process id; `null` when it is not recorded. */
  readonly pid: number | null
  /** Address of the process once it is listening. */
  readonly url: string | null
}

/** Lock of a folder, held until `release` or the end of the process. */
export interface FolderLock {
  /** False where the folder itself cannot be locked; the lock is then lost when its file is removed. */
  readonly isOfFolder: boolean
  /** False once the folder or the file of the lock was removed or replaced, as with everything in the folder. */
  readonly isIntact: () => Promise<boolean>
  /** Records the address of this process for others. */
  readonly tell: (url: string) => Promise<void>
  readonly release: () => Promise<void>
}

/** Result of an attempt to lock a folder. */
export type Locking =
  { readonly _tag: 'Locked'; readonly lock: FolderLock } | { readonly _tag: 'Held'; readonly by: LockHolder }

const LOCK_FILE = 'hub.lock'
/** Number of attempts. A process that checks the lock holds it for a moment. */
const TRIES = 5
const TRY_AGAIN_MS = 40

const tryLock: typeof nativeTryLock = (...args) =>
  (natives.load('locks').module as { readonly tryLock: typeof nativeTryLock }).tryLock(...args)

/**
 * Locks a folder for this process: the folder itself and a file in it, which is all that older versions lock. Locks
 * belong to open files: the kernel releases them at the end of the process, also after SIGKILL, so no stale lock can
 * remain. Rejects when the file cannot be locked at all.
 */
export async function lockFolder(folder: string): Promise<Locking> {
  const itself = await openFolder(folder)
  let file: FileHandle | null = null
  const close = async (): Promise<void> => {
    await file?.close()
    await itself.close()
  }
  try {
    file = await open(join(folder, LOCK_FILE), 'a+', 0o600)
    const taken = file
    if (!(await tried(() => Promise.resolve(tryLock(taken.fd))))) {
      const by = await readHolder(file)
      await close()
      return { _tag: 'Held', by }
    }
    let isOfFolder = true
    const isTaken = await tried(async () => {
      const found = await lockItself(itself, false)
      isOfFolder = found !== 'unavailable'
      return found !== 'held'
    })
    if (!isTaken) {
      // The lock file was removed, and with it the record of its holder.
      await close()
      return { _tag: 'Held', by: { pid: null, url: null } }
    }
    await write(file, null)
    const isIntact = async (): Promise<boolean> => (await isListed(taken)) && (await isListed(itself))
    return { _tag: 'Locked', lock: { isOfFolder, isIntact, tell: (url) => write(taken, url), release: close } }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

/** True while an open file or folder has a name; false also after it was closed. */
const isListed = (handle: FileHandle): Promise<boolean> =>
  handle.stat().then(
    ({ nlink }) => nlink > 0,
    () => false,
  )

async function tried(take: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 1; !(await take()); tries += 1) {
    if (tries === TRIES) return false
    await delay(TRY_AGAIN_MS)
  }
  return true
}

/** Holder of the folder lock, without taking it; `null` when it is free. */
export async function folderHolder(folder: string): Promise<LockHolder | null> {
  const holder = await fileHolder(folder)
  if (holder !== null) return holder
  let itself: FileHandle
  try {
    itself = await openFolder(folder)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
  try {
    return (await lockItself(itself, true)) === 'held' ? { pid: null, url: null } : null
  } finally {
    await itself.close()
  }
}

async function fileHolder(folder: string): Promise<LockHolder | null> {
  let file: FileHandle
  try {
    file = await open(join(folder, LOCK_FILE), 'r')
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
  try {
    return tryLock(file.fd, { shared: true }) ? null : await readHolder(file)
  } finally {
    await file.close()
  }
}

const openFolder = (folder: string): Promise<FileHandle> => open(folder, constants.O_RDONLY | constants.O_DIRECTORY)

/** Exit code of flock(1) with `-n` when another process has the lock. */
const IS_HELD = 1

/**
 * Locks an open folder with flock(2), until it is closed. The library's lock on Linux needs a file opened for writing,
 * which a folder cannot be; flock(1) of util-linux or BusyBox locks the inherited open file and exits. On macOS the
 * library calls flock(2) itself. Returns `unavailable` when neither works: no such program, or a file system without
 * these locks.
 */
async function lockItself({ fd }: FileHandle, shared: boolean): Promise<'locked' | 'held' | 'unavailable'> {
  if (process.platform === 'darwin') return tryLock(fd, { shared }) ? 'locked' : 'held'
  const child = spawn('flock', ['-n', shared ? '-s' : '-x', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] })
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code === 0) return 'locked'
    return code === IS_HELD ? 'held' : 'unavailable'
  } catch {
    return 'unavailable'
  }
}

/** Records the holder, best effort: the lock is also valid on a full disk. */
async function write(file: FileHandle, url: string | null): Promise<void> {
  try {
    await file.truncate(0)
    await file.write(`${JSON.stringify({ pid: process.pid, url })}\n`)
  } catch {
    // The record is incomplete; the lock itself is not affected.
  }
}

/** Reads the record for a message. It can be incomplete while the holder writes it. */
async function readHolder(file: FileHandle): Promise<LockHolder> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    const { pid, url } = JSON.parse(buffer.toString('utf8', 0, bytesRead)) as { pid?: unknown; url?: unknown }
    return { pid: typeof pid === 'number' ? pid : null, url: typeof url === 'string' ? url : null }
  } catch {
    return { pid: null, url: null }
  }
}
