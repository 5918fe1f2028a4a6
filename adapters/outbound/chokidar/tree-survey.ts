import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { IGNORE_FILE, type TreeRules } from '../../../infrastructure/git/tree-rules.js'

/** The part of a tree that is polled. */
export interface TreeSurvey {
  /** Paths below the root; `''` is the root. */
  readonly folders: ReadonlySet<string>
  /** Entries of these folders, a folder before its own entries. */
  readonly paths: ReadonlyArray<string>
  /** `false`: further folders are left out because of `maxPaths`. */
  readonly isWhole: boolean
}

/** Folders further down are not polled. */
const MAX_DEPTH = 64

/** Lists the folders of a tree, the nearest to the root first, and reads their ignore lists into `rules`. */
export async function surveyTree(
  root: string,
  rules: TreeRules,
  maxPaths: number,
  stopped: AbortSignal,
): Promise<TreeSurvey> {
  const folders = new Set<string>()
  const queue = ['']
  const paths: string[] = []
  for (let at = 0; at < queue.length && !stopped.aborted; at += 1) {
    const folder = queue[at] ?? ''
    const entries = await entriesOf(join(root, folder))
    await rules.read(
      folder,
      entries.some(({ name }) => name === IGNORE_FILE),
    )
    const kept = entries.filter((entry) => !rules.isIgnored(below(folder, entry.name), kindOf(entry)))
    if (paths.length + kept.length > maxPaths) return { folders, paths, isWhole: false }
    folders.add(folder)
    for (const entry of kept) {
      const path = below(folder, entry.name)
      paths.push(path)
      if (entry.isDirectory() && isNear(folder)) queue.push(path)
    }
  }
  return { folders, paths, isWhole: true }
}

/** The entries of a folder at this path are polled as well. */
export const isNear = (path: string): boolean => path.split('/').length < MAX_DEPTH

export const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

export const entriesOf = (path: string): Promise<ReadonlyArray<Dirent>> =>
  readdir(path, { withFileTypes: true }).catch(() => [])

export const kindOf = (entry: { readonly isDirectory: () => boolean }): 'file' | 'folder' =>
  entry.isDirectory() ? 'folder' : 'file'
