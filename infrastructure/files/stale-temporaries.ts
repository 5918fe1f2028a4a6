import { readdir, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** No write of a small file takes as long; what is younger may be one of another process. */
const STALE_MS = 60_000
const RANDOM = /^\.[0-9a-f-]{16,36}\.tmp$/

/** Removes what writes of `file` that were cut short left beside it: `<file>.<random>.tmp`, also with a dot in front. */
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
