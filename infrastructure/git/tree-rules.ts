import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { findRepository } from './find-repository.js'
import { readRules, type FolderRules } from './ignore-rules.js'

/** Type of a path. Some rules match folders only. */
export type Kind = 'file' | 'folder' | 'unknown'

/** Ignore rules of a tree. Paths are relative to its root. */
export interface TreeRules {
  /** Reads the folder's ignore file again; `isThere` is false when it has none. */
  readonly read: (folder: string, isThere: boolean) => Promise<void>
  readonly forget: (folder: string) => void
  /** Always false for the root itself (`''`). */
  readonly isIgnored: (path: string, kind: Kind) => boolean
}

export const IGNORE_FILE = '.gitignore'
/** Upper bound in bytes; a larger file is not written by hand. */
const MAX_RULES_BYTES = 256 * 1024

/** Starts with the lists of the repository around the root, which are read once. `isSkipped`: names left out at any depth. */
export async function treeRules(root: string, isSkipped: (name: string) => boolean): Promise<TreeRules> {
  const outer = await outerRules(root)
  const own = new Map<string, FolderRules>()

  /** `end` is `/` for a folder: some rules match folders only. A folder's own list does not apply to the folder itself. */
  const matches = (path: string, end: '' | '/'): boolean => {
    for (let folder = parentOf(path); ; folder = parentOf(folder)) {
      const verdict = own.get(folder)?.((folder === '' ? path : path.slice(folder.length + 1)) + end)
      if (verdict) return verdict === 'ignored'
      if (folder === '') break
    }
    for (const { prefix, rules } of outer) {
      const verdict = rules(prefix + path + end)
      if (verdict !== null) return verdict === 'ignored'
    }
    return false
  }

  return {
    read: async (folder, isThere) => {
      const rules = isThere ? readRules(await readList(join(root, folder, IGNORE_FILE))) : null
      if (rules === null) own.delete(folder)
      else own.set(folder, rules)
    },
    forget: (folder) => void own.delete(folder),
    isIgnored: (path, kind) =>
      path !== '' &&
      (path.split('/').some(isSkipped) ||
        (kind !== 'folder' && matches(path, '')) ||
        (kind !== 'file' && matches(path, '/'))),
  }
}

/** `''` for a path directly in the root, and for the root. */
const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

interface OuterRules {
  /** From the folder of the list down to the root, with a slash at its end; `''` for the root itself. */
  readonly prefix: string
  readonly rules: FolderRules
}

/** Nearest first, as the nearest decides; the repository's own `info/exclude` comes last. */
async function outerRules(root: string): Promise<ReadonlyArray<OuterRules>> {
  const place = await findRepository(root)
  if (place === null) return []
  const found: OuterRules[] = []
  const add = async (file: string, folder: string): Promise<void> => {
    const rules = readRules(await readList(file))
    const below = relative(folder, root)
    if (rules !== null) found.push({ prefix: below === '' ? '' : `${below}/`, rules })
  }
  for (let folder = root; folder !== place.root;) {
    folder = dirname(folder)
    await add(join(folder, IGNORE_FILE), folder)
  }
  await add(join(place.commonFolder, 'info', 'exclude'), place.root)
  return found
}

/** Flags that refuse a link and do not block on a pipe. */
const LIST_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Text of an ignore file; `''` for a link, a pipe, or a file that is too large or unreadable. */
async function readList(file: string): Promise<string> {
  try {
    const handle = await open(file, LIST_FLAGS)
    try {
      const stats = await handle.stat()
      return stats.isFile() && stats.size <= MAX_RULES_BYTES ? await handle.readFile('utf8') : ''
    } finally {
      await handle.close()
    }
  } catch {
    return ''
  }
}
