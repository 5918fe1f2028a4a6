import { realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { readTextIfThere } from '../files/reading.js'

/** Location of a worktree and its repository; all paths are absolute and free of links. */
export interface RepositoryPaths {
  /** Top of the worktree. */
  readonly root: string
  /** Path of the requested folder below `root`: `''` at the top, else ends in `/`. */
  readonly prefix: string
  /** Folder of this worktree alone: its head and index. */
  readonly gitFolder: string
  /** Folder shared by all worktrees: refs, objects, configuration. Equal to `gitFolder` in the main worktree. */
  readonly commonFolder: string
}

/**
 * Finds the worktree of a folder by reading the folder and its parents, as described in gitrepository-layout(5),
 * without starting a program. Returns `null` when there is none, the folder is missing, or the repository is bare.
 */
export async function findRepository(directory: string): Promise<RepositoryPaths | null> {
  const start = await realpath(directory).catch(() => null)
  if (start === null) return null
  for (let root = start; ; root = dirname(root)) {
    const folders = await foldersOf(root)
    if (folders !== null) return { root, prefix: prefixOf(root, start), ...folders }
    if (root === dirname(root)) return null
  }
}

const prefixOf = (root: string, start: string): string => (start === root ? '' : `${relative(root, start)}/`)

type Folders = Pick<RepositoryPaths, 'gitFolder' | 'commonFolder'>

/** Finds the repository of `.git`, which is a folder, or in linked worktrees and submodules a file that names one. */
async function foldersOf(root: string): Promise<Folders | null> {
  const link = join(root, '.git')
  const [head, commonFolder] = await Promise.all([stateOf(join(link, 'HEAD')), commonFolderOf(link)])
  if (head === 'there') return { gitFolder: link, commonFolder }
  // ENOTDIR means that `.git` is a file.
  if (head !== 'ENOTDIR') return null
  const [, named] = /^gitdir: (.+?)\r?\n*$/.exec(await readTextIfThere(link)) ?? []
  if (named === undefined) return null
  const gitFolder = resolve(root, named)
  const isThere = (await stateOf(join(gitFolder, 'HEAD'))) === 'there'
  return isThere ? { gitFolder, commonFolder: await commonFolderOf(gitFolder) } : null
}

/** `there`, or the error code. */
const stateOf = (path: string): Promise<string | undefined> =>
  stat(path).then(
    () => 'there',
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  )

async function commonFolderOf(gitFolder: string): Promise<string> {
  const named = (await readTextIfThere(join(gitFolder, 'commondir'))).trim()
  return named === '' ? gitFolder : resolve(gitFolder, named)
}

/** Configuration of the repository itself, without included files; `''` when it cannot be read. */
export async function repositoryConfig({ gitFolder, commonFolder }: RepositoryPaths): Promise<string> {
  const files = [join(commonFolder, 'config'), join(gitFolder, 'config.worktree')]
  return (await Promise.all(files.map(readTextIfThere))).join('\n')
}
