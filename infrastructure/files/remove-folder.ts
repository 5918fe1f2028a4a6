import { readdir, rmdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Files that are removed at a time. */
const AT_ONCE = 16

/**
 * Removes a folder with everything in it; links in it are removed, not followed. Rejects with the first error of the file system, and
 * leaves the rest. `rm` of Node.js asks for all files at once, and the answers for 5,000 hold the event loop for 40 ms.
 */
export async function removeFolder(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true })
  for (let from = 0; from < entries.length; from += AT_ONCE)
    await Promise.all(
      entries.slice(from, from + AT_ONCE).map(async (entry) => {
        if (!entry.isDirectory()) await unlink(join(path, entry.name))
      }),
    )
  for (const entry of entries) if (entry.isDirectory()) await removeFolder(join(path, entry.name))
  await rmdir(path)
}
