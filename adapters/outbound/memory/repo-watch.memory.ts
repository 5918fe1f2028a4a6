import type { RepoWatch } from '../../../application/repo/repo-watch.port.js'

/** Watch whose changes a test triggers. */
export interface MemoryRepoWatch {
  /** Port. */
  readonly watch: RepoWatch
  /** Reports a change of a repository. */
  readonly change: (directory: string) => void
  /** Folders that are watched now; more than once if more than one does. */
  readonly watched: () => ReadonlyArray<string>
}

export function memoryRepoWatch(): MemoryRepoWatch {
  const watches = new Set<{ readonly directory: string; readonly changed: () => void }>()
  return {
    watch: (directory, changed) => {
      const own = { directory, changed }
      watches.add(own)
      return () => void watches.delete(own)
    },
    change: (directory) => {
      for (const watch of watches) if (watch.directory === directory) watch.changed()
    },
    watched: () => [...watches].map(({ directory }) => directory),
  }
}
