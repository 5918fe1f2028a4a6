import type { GuardedFolders } from '../../../application/approvals/guarded-folders.port.js'
import {
  namesSettings,
  pathsOf,
  reaches,
  shellPathsOf,
  type FileTools,
} from '../../../domain/approvals/guarded-paths.js'
import type { ParseShell } from '../../../domain/approvals/shell-command.js'

export interface MemoryGuardedFoldersOptions {
  readonly fileTools: FileTools
  readonly parseShell: ParseShell
  readonly home?: string
  readonly places?: ReadonlyArray<string>
  /** Targets of links, by the absolute path of the link. */
  readonly links?: Readonly<Record<string, string>>
}

export function memoryGuardedFolders(given: MemoryGuardedFoldersOptions): GuardedFolders {
  const { home = '/home/me', places = ['/home/me/.penates', '/home/me/.claude'], links = {} } = given
  return {
    leadsInto: (call) => () => {
      const [named, ofShell] = [pathsOf(call, home, given.fileTools), shellPathsOf(call, home, given.parseShell)]
      const all = named === null || ofShell === null ? null : [...named, ...ofShell]
      const isGuarded =
        all?.some((one) => {
          const path = followed(one.path, links)
          return namesSettings(path, ['.claude']) || places.some((place) => reaches({ ...one, path }, place))
        }) ?? true
      return Promise.resolve(isGuarded)
    },
    realPathsOf: (call) => () => {
      const named = pathsOf(call, home, given.fileTools)
      return Promise.resolve(named === null ? null : [...new Set(named.map(({ path }) => followed(path, links)))])
    },
  }
}

/** Part by part, as the system follows a path. */
const followed = (path: string, links: Readonly<Record<string, string>>): string =>
  path.split('/').reduce((at, part) => {
    if (part === '' || part === '.') return at
    if (part === '..') return at.slice(0, Math.max(at.lastIndexOf('/'), 0))
    const next = `${at}/${part}`
    return links[next] ?? next
  }, '') || '/'
