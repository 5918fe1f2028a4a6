import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { Disk } from './disk.js'

const LEFTOVER_TAIL = /^[0-9a-f]{16}\.tmp$/
const LEFTOVER = /^\..+\.[0-9a-f]{16}\.tmp$/

const temporaryName = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`)

/**
 * Removes temporary files of interrupted writes of this file. Requires that the caller is its only writer and has not started
 * writing; `removeStaleTemporaries` is for files that other processes write too.
 */
export async function removeLeftovers(disk: Disk, path: string): Promise<void> {
  const head = `.${basename(path)}.`
  const names = await disk.list(dirname(path))
  const leftovers = names.filter((name) => name.startsWith(head) && LEFTOVER_TAIL.test(name.slice(head.length)))
  for (const name of leftovers) await attempt(disk.remove(join(dirname(path), name)))
}

/**
 * Removes temporary files of interrupted writes in a folder, except for `shared` files, which other processes write
 * too. Requires that the caller is the only writer of all others and has not started writing.
 */
export async function removeLeftoversIn(disk: Disk, folder: string, shared: ReadonlyArray<string> = []): Promise<void> {
  const isShared = (name: string): boolean => shared.some((file) => name.startsWith(`.${file}.`))
  const leftovers = (await disk.list(folder)).filter((name) => LEFTOVER.test(name) && !isShared(name))
  for (const name of leftovers) await attempt(disk.remove(join(folder, name)))
}

/** Text of a file, whole or in pieces; each piece is written separately. */
export type FileContent = string | Iterable<string>

/**
 * Replaces a file atomically: readers, also after a crash of the machine, get the old content or the new one.
 *
 * Rejects when the new content could not be made durable. `before` is the old content, `null` for a new file; it is
 * restored when the last step failed. Without `before` the new content then stays. Only one writer per file at a time.
 */
export async function replaceFile(
  disk: Disk,
  path: string,
  content: FileContent,
  before?: FileContent | null,
): Promise<void> {
  await putInPlace(disk, path, content)
  try {
    await disk.syncFolder(dirname(path))
  } catch (thrown) {
    if (before === null) await attempt(disk.remove(path))
    if (before !== null && before !== undefined) await attempt(putInPlace(disk, path, before))
    throw thrown
  }
}

async function putInPlace(disk: Disk, path: string, content: FileContent): Promise<void> {
  const fresh = temporaryName(path)
  try {
    await writeNew(disk, fresh, content)
    await disk.rename(fresh, path)
  } catch (thrown) {
    await attempt(disk.remove(fresh))
    throw thrown
  }
}

async function writeNew(disk: Disk, path: string, content: FileContent): Promise<void> {
  const file = await disk.create(path)
  try {
    for (const piece of typeof content === 'string' ? [content] : content) await file.write(piece)
    await file.sync()
  } catch (thrown) {
    await attempt(file.close())
    throw thrown
  }
  await file.close()
}

/** Ignores the failure of a clean-up step, so that it does not hide the original error. */
async function attempt(step: Promise<void>): Promise<void> {
  await step.catch(() => undefined)
}
