import type { InstalledAgents } from '../../../application/agents/installed-agents.port.js'

/** Coding CLIs in memory. */
export interface MemoryInstalledAgents extends InstalledAgents {
  /** Versions of installed programs. */
  readonly installed: Map<string, string | null>
}

export function memoryInstalledAgents(): MemoryInstalledAgents {
  const installed = new Map<string, string | null>()
  return {
    installed,
    versions: (binaries) => () =>
      Promise.resolve(new Map([...installed].filter(([binary]) => binaries.includes(binary)))),
  }
}
