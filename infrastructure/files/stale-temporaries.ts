import { readdir, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Age above which a temporary file is stale; a younger one may belong to another process. */
const STALE_MS = 60_000
const RANDOM = /^\.[0-9a-f-]{16,36}\.tmp$/

/** Removes temporary files of interrupted writes of `file`: `<file>.<random>.tmp`, also with a leading dot. */
export async function removeStaleTemporaries(file: string): Promise<void> {
  const [folder, base] = [dirname(file), basename(file)]
  const names = await readdir(folder).catch(() => [])
  const isOne = (name: string): boolean =>
    [base, `.${base}`].some((head) => name.startsWith(head) && RANDOM.test(name.slice(head.length)))
  for (const path of names.filter(isOne).map((name) => join(folder, name))) {
    const stats = await stat(path).catch(() => null)
    if (stats !== null && stats.mtimeMs < Date.now() - STALE_MS) await unlink(path).catch(() => undefined)
  }
}
