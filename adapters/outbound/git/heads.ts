import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findRepository } from '../../../infrastructure/git/find-repository.js'

/** What stands in a `HEAD` that is kept elsewhere. gitformat-reftable(5). */
const ELSEWHERE = 'ref: refs/heads/.invalid'

/**
 * The heads of all work trees of a repository, bare or not, as gitrepository-layout(5) has them: `ref: <name>` or an id;
 * `null` where files do not say it.
 */
export async function readHeads(root: string): Promise<ReadonlyArray<string> | null> {
  const place = await findRepository(root)
  if (place === null) return null
  const { commonFolder } = place
  const linked = await readdir(join(commonFolder, 'worktrees')).catch((error: unknown) =>
    (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null,
  )
  if (linked === null) return null
  const folders = [commonFolder, ...linked.map((name) => join(commonFolder, 'worktrees', name))]
  const heads = await Promise.all(folders.map((folder) => readFile(join(folder, 'HEAD'), 'utf8').catch(() => '')))
  const read = heads.map((head) => head.trim())
  return read.some((head) => head === '' || head === ELSEWHERE) ? null : read
}
