import { tryLock } from 'fs-native-extensions'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from './disk.js'

/** Who holds a folder, as far as it says. */
export interface LockHolder {
  readonly pid: number | null
  /** Where it can be reached, once it listens. */
  readonly url: string | null
}

/** A folder that is ours until `release`, or until this process ends in whatever way. */
export interface FolderLock {
  /** Leaves word for others of how to reach us. */
  readonly tell: (url: string) => Promise<void>
  readonly release: () => Promise<void>
}

export type Locking =
  { readonly _tag: 'Locked'; readonly lock: FolderLock } | { readonly _tag: 'Held'; readonly by: LockHolder }

const LOCK_FILE = 'hub.lock'
/** Somebody who only looks whether the lock is free holds it for a moment. */
const TRIES = 5
const TRY_AGAIN_MS = 40

/**
 * Takes a folder for this process. The lock belongs to the open file, not to its presence: the kernel drops it when the
 * process ends, also by SIGKILL, so there is nothing stale to clean up. Rejects when the file cannot be locked at all.
 */
export async function lockFolder(folder: string): Promise<Locking> {
  const file = await open(join(folder, LOCK_FILE), 'a+', 0o600)
  try {
    for (let tries = 1; !tryLock(file.fd); tries += 1) {
      if (tries === TRIES) {
        const by = await readHolder(file)
        await file.close()
        return { _tag: 'Held', by }
      }
      await delay(TRY_AGAIN_MS)
    }
    await write(file, null)
  } catch (thrown) {
    await file.close()
    throw thrown
  }
  return { _tag: 'Locked', lock: { tell: (url) => write(file, url), release: () => file.close() } }
}

/** Who holds the folder right now, without taking it or changing it; `null` when nobody does. */
export async function folderHolder(folder: string): Promise<LockHolder | null> {
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

/** Best effort: the lock holds on a full disk too. */
async function write(file: FileHandle, url: string | null): Promise<void> {
  try {
    await file.truncate(0)
    await file.write(`${JSON.stringify({ pid: process.pid, url })}\n`)
  } catch {
    // Others are then told less about who holds it.
  }
}

/** Only for a message: the holder may be writing it this moment. */
async function readHolder(file: FileHandle): Promise<LockHolder> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    const { pid, url } = JSON.parse(buffer.toString('utf8', 0, bytesRead)) as { pid?: unknown; url?: unknown }
    return { pid: typeof pid === 'number' ? pid : null, url: typeof url === 'string' ? url : null }
  } catch {
    return { pid: null, url: null }
  }
}
