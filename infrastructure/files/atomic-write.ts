import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { errorCode, type Disk } from './disk.js'

/** Where the content before the last write is kept. */
export const lastGoodCopyOf = (path: string): string => `${path}.bak`

/** Of the file itself, or of its copy. */
const LEFTOVER_TAIL = /^(bak\.)?[0-9a-f]{16}\.tmp$/

const temporaryName = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`)

/** Removes what writes of this file left behind that were cut short. */
export async function removeLeftovers(disk: Disk, path: string): Promise<void> {
  const head = `.${basename(path)}.`
  const names = await disk.list(dirname(path))
  const leftovers = names.filter((name) => name.startsWith(head) && LEFTOVER_TAIL.test(name.slice(head.length)))
  for (const name of leftovers) await disk.remove(join(dirname(path), name))
}

/**
 * Replaces a whole file: whoever reads it, and whenever the machine stops, sees the old content or the new one.
 *
 * Rejects when the new content could not be made safe. With `keepCopy` the old content (of a new file: the same content)
 * stays as `lastGoodCopyOf(path)`, and a write that failed at its last step is taken back. One file, one writer at a time.
 */
export async function replaceFile(disk: Disk, path: string, text: string, keepCopy: boolean): Promise<void> {
  const fresh = temporaryName(path)
  let hasCopy = false
  try {
    await writeNew(disk, fresh, text)
    hasCopy = keepCopy && (await keepLastGood(disk, path))
    await disk.rename(fresh, path)
  } catch (thrown) {
    await attempt(disk.remove(fresh))
    throw thrown
  }
  try {
    await disk.syncFolder(dirname(path))
  } catch (thrown) {
    if (keepCopy) await attempt(hasCopy ? disk.rename(lastGoodCopyOf(path), path) : disk.remove(path))
    throw thrown
  }
  if (keepCopy && !hasCopy) await attempt(replaceFile(disk, lastGoodCopyOf(path), text, false))
}

async function writeNew(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.create(path)
  try {
    await file.write(text)
    await file.sync()
  } catch (thrown) {
    await attempt(file.close())
    throw thrown
  }
  await file.close()
}

/** Whether there was something to keep. */
async function keepLastGood(disk: Disk, path: string): Promise<boolean> {
  const copy = temporaryName(path)
  try {
    await disk.duplicate(path, copy)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return false
    throw thrown
  }
  try {
    await disk.rename(copy, lastGoodCopyOf(path))
  } catch (thrown) {
    await attempt(disk.remove(copy))
    throw thrown
  }
  // rename(2) does nothing when both names are links to one file, as they are after a write that was cut short.
  await attempt(disk.remove(copy))
  return true
}

/** Tidying up: its own failure must not hide what went before. */
async function attempt(step: Promise<void>): Promise<void> {
  await step.catch(() => undefined)
}
