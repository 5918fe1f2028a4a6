import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** Where a work tree and its repository are; all absolute and free of links. */
export interface RepositoryPlace {
  /** Top of the work tree. */
  readonly root: string
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
  for (let folder = start; ; folder = dirname(folder)) {
    const gitFolder = await gitFolderOf(folder)
    if (gitFolder !== null) return { root: folder, gitFolder, commonFolder: await commonFolderOf(gitFolder) }
    if (folder === dirname(folder)) return null
  }
}

/** `.git` is the repository, or in linked work trees and submodules a file that names it. */
async function gitFolderOf(folder: string): Promise<string | null> {
  const link = join(folder, '.git')
  const found = await stat(link).catch(() => null)
  if (found === null) return null
  const gitFolder = found.isDirectory() ? link : found.isFile() ? await namedIn(link, folder) : null
  const isRepository = gitFolder !== null && (await stat(join(gitFolder, 'HEAD')).catch(() => null)) !== null
  return isRepository ? gitFolder : null
}

async function namedIn(link: string, folder: string): Promise<string | null> {
  const [, named] = /^gitdir: (.+?)\r?\n*$/.exec(await readText(link)) ?? []
  return named === undefined ? null : resolve(folder, named)
}

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
