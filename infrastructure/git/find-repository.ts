import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'

/** Where a work tree and its repository are; all absolute and free of links. */
export interface RepositoryPlace {
  /** Top of the work tree. */
  readonly root: string
  /** Where below `root` the folder lies that was looked at: `''` at the top, else ends in `/`. */
  readonly prefix: string
  /** Of this work tree alone: its head and index. */
  readonly gitFolder: string
  /** Shared by all work trees: refs, objects, configuration. The same folder where there is only one. */
  readonly commonFolder: string
}

/**
 * Finds the work tree that a folder lies in by looking at the folder and its parents, as gitrepository-layout(5) says;
 * no program is started. `null` when there is none, the folder is missing, or the repository is bare.
 */
export async function findRepository(directory: string): Promise<RepositoryPlace | null> {
  const start = await realpath(directory).catch(() => null)
  if (start === null) return null
  for (let root = start; ; root = dirname(root)) {
    const folders = await foldersOf(root)
    if (folders !== null) return { root, prefix: prefixOf(root, start), ...folders }
    if (root === dirname(root)) return null
  }
}

const prefixOf = (root: string, start: string): string => (start === root ? '' : `${relative(root, start)}/`)

type Folders = Pick<RepositoryPlace, 'gitFolder' | 'commonFolder'>

/** `.git` is the repository, or in linked work trees and submodules a file that names it. */
async function foldersOf(root: string): Promise<Folders | null> {
  const link = join(root, '.git')
  const [head, commonFolder] = await Promise.all([stateOf(join(link, 'HEAD')), commonFolderOf(link)])
  if (head === 'there') return { gitFolder: link, commonFolder }
  // As of all that lies below a file.
  if (head !== 'ENOTDIR') return null
  const [, named] = /^gitdir: (.+?)\r?\n*$/.exec(await readText(link)) ?? []
  if (named === undefined) return null
  const gitFolder = resolve(root, named)
  const isThere = (await stateOf(join(gitFolder, 'HEAD'))) === 'there'
  return isThere ? { gitFolder, commonFolder: await commonFolderOf(gitFolder) } : null
}

/** `there`, or the code of why not. */
const stateOf = (path: string): Promise<string | undefined> =>
  stat(path).then(
    () => 'there',
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  )

async function commonFolderOf(gitFolder: string): Promise<string> {
  const named = (await readText(join(gitFolder, 'commondir'))).trim()
  return named === '' ? gitFolder : resolve(gitFolder, named)
}

/** What the repository itself configures, without the files that it includes; `''` where there is nothing to read. */
export async function repositoryConfig({ gitFolder, commonFolder }: RepositoryPlace): Promise<string> {
  const files = [join(commonFolder, 'config'), join(gitFolder, 'config.worktree')]
  return (await Promise.all(files.map(readText))).join('\n')
}

const readText = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')
