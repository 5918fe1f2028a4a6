import type { DirectorySource } from '../../../application/sessions/directory-source.port.js'
import type { RecentDirectory } from '../../../domain/sessions/recent-directories.js'
import type { Instant } from '../../../domain/shared/instant.js'

/** Directory source whose content a test sets. */
export interface MemoryDirectorySource {
  /** Port. */
  readonly source: DirectorySource
  /** Work was done in this folder at that time; times go on from one call to the next. */
  readonly work: (directory: string, at: Instant) => void
}

/** `name` is what its folders are known from. */
export function memoryDirectorySource(name: string): MemoryDirectorySource {
  const known = new Map<string, RecentDirectory>()
  return {
    source: (limit) => () => Promise.resolve([...known.values()].toReversed().slice(0, limit)),
    work: (directory, at) => {
      known.delete(directory)
      known.set(directory, { directory, sources: [name], lastUsedAt: at })
    },
  }
}
