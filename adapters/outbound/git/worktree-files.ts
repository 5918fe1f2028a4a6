import { lstat, readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { repositoryConfig, type RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { isFullId } from './git-writer.js'
import { readTextIfThere } from '../../../infrastructure/files/reading.js'

/** A work tree as its files describe it: path and content of `HEAD`. */
export interface WorktreeFile {
  /** Absolute. */
  readonly path: string
  /** Short name of the branch; `null` when the head is detached. */
  readonly branch: string | null
  /** Full id of a detached head; `null` where that is gone: the work tree is being removed. */
  readonly detachedAt: string | null
  readonly isMain: boolean
}

/** Settings with which the main work tree is elsewhere, or does not exist. git-config(1). */
const MOVED = /\bworktree(config)?\s*=|\bbare\b(?!\s*=\s*false\s*$)/im
/** Branch in the `HEAD` of a repository that keeps its refs elsewhere. gitformat-reftable(5). */
const ELSEWHERE = '.invalid'

/**
 * All work trees of a repository in the order of `git worktree list`, without a process: gitrepository-layout(5). `null`
 * where files do not say it (reftable, bare, `core.worktree`, submodules), and git has to be asked.
 */
export async function worktreeFiles(place: RepositoryPaths): Promise<ReadonlyArray<WorktreeFile> | null> {
  const { commonFolder } = place
  if (basename(commonFolder) !== '.git' || MOVED.test(await repositoryConfig(place))) return null
  const folder = join(commonFolder, 'worktrees')
  const names = await readdir(folder).catch((error: unknown) =>
    (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null,
  )
  if (names === null) return null
  const links = await Promise.all(names.map((name) => linkIn(join(folder, name))))
  const found = await Promise.all([
    worktreeAt(commonFolder, dirname(commonFolder), true),
    ...links
      // Without this file it is no work tree to git either: it is being made or removed.
      .filter((link) => link !== null)
      .toSorted((a, b) => byBytes(a.path, b.path))
      .map((link) => worktreeAt(link.folder, link.path, false)),
  ])
  return found.every((one) => one !== null) ? found : null
}

/** Path of the work tree that a folder below `worktrees` describes. */
async function linkIn(folder: string): Promise<{ readonly folder: string; readonly path: string } | null> {
  const link = (await readTextIfThere(join(folder, 'gitdir'))).trimEnd()
  return link === '' ? null : { folder, path: dirname(resolve(folder, link)) }
}

async function worktreeAt(folder: string, path: string, isMain: boolean): Promise<WorktreeFile | null> {
  const file = join(folder, 'HEAD')
  const kind = await lstat(file).then(
    (state) => (state.isFile() ? 'file' : 'other'),
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  )
  if (kind === 'ENOENT' && !isMain) return { path, branch: null, detachedAt: null, isMain }
  // A link names the branch by its target. git-config(1), core.preferSymlinkRefs.
  if (kind !== 'file') return null
  const head = (await readTextIfThere(file)).trim()
  const [, branch = null] = /^ref: refs\/heads\/(.+)$/.exec(head) ?? []
  if (branch !== null) return branch === ELSEWHERE ? null : { path, branch, detachedAt: null, isMain }
  return isFullId(head) ? { path, branch, detachedAt: head, isMain } : null
}

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other))
