import { makeGuardedFolders } from '../../../application/approvals/guarded-folders.js'
import type { GuardedFolders } from '../../../application/approvals/guarded-folders.port.js'
import type { FileTools } from '../../../domain/approvals/guarded-paths.js'
import type { ParseShell } from '../../../domain/approvals/shell-command.js'

export interface MemoryGuardedFoldersOptions {
  readonly fileTools: FileTools
  readonly parseShell: ParseShell
  readonly home?: string
  readonly places?: ReadonlyArray<string>
  /** Targets of links, by the absolute path of the link. */
  readonly links?: Readonly<Record<string, string>>
  /** Folders besides those above guarded places. */
  readonly folders?: ReadonlyArray<string>
}

export function memoryGuardedFolders(given: MemoryGuardedFoldersOptions): GuardedFolders {
  const { home = '/home/me', places = ['/home/me/.penates', '/home/me/.claude'], links = {}, folders = [] } = given
  return makeGuardedFolders({
    home,
    places,
    settingsFolders: ['.claude'],
    variables: ['PENATES_HOME'],
    fileTools: given.fileTools,
    parseShell: given.parseShell,
    follow: (path) => () => {
      const real = followed(path, links)
      const isFolder =
        folders.includes(real) || places.some((place) => `${place}/`.startsWith(real === '/' ? real : `${real}/`))
      return Promise.resolve({ path: real, isFolder })
    },
  })
}

/** Part by part, as the system follows a path. */
const followed = (path: string, links: Readonly<Record<string, string>>): string =>
  path.split('/').reduce((at, part) => {
    if (part === '' || part === '.') return at
    if (part === '..') return at.slice(0, Math.max(at.lastIndexOf('/'), 0))
    const next = `${at}/${part}`
    return links[next] ?? next
  }, '') || '/'
