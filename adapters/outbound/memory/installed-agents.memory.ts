import type { InstalledAgent, InstalledAgents } from '../../../application/agents/installed-agents.port.js'

/** Coding CLIs in memory. */
export interface MemoryInstalledAgents extends InstalledAgents {
  /** Versions of installed programs. */
  readonly installed: Map<string, string | null>
  /** Installed programs that do not answer. */
  readonly silent: Set<string>
}

export function memoryInstalledAgents(): MemoryInstalledAgents {
  const installed = new Map<string, string | null>()
  const silent = new Set<string>()
  return {
    installed,
    silent,
    find: (binaries) => () =>
      Promise.resolve(
        new Map<string, InstalledAgent>(
          binaries.flatMap((binary): ReadonlyArray<readonly [string, InstalledAgent]> => {
            if (silent.has(binary)) return [[binary, { version: null, hasAnswered: false }]]
            const version = installed.get(binary)
            return version === undefined ? [] : [[binary, { version, hasAnswered: true }]]
          }),
        ),
      ),
  }
}
