import type { ProjectAgentSettings } from '../../../application/hooks/project-agent-settings.port.js'

/** Settings of agents in projects, in memory. */
export interface MemoryProjectAgentSettings extends ProjectAgentSettings {
  /** Writes a file of a folder; `null` removes it. */
  readonly write: (directory: string, name: string, text: string | null) => void
}

/** Settings of folders in memory. */
export function memoryProjectAgentSettings(): MemoryProjectAgentSettings {
  const files = new Map<string, string>()
  return {
    read: (directory) => () => {
      const below = `${directory}/.claude/`
      const found = [...files].filter(([file]) => file.startsWith(below) && !file.slice(below.length).includes('/'))
      return Promise.resolve(
        found
          .map(([file, text]) => ({ file, text, owner: 'project' as const }))
          .sort((a, b) => (a.file < b.file ? -1 : 1)),
      )
    },
    write: (directory, name, text) => {
      const file = `${directory}/.claude/${name}`
      if (text === null) files.delete(file)
      else files.set(file, text)
    },
  }
}
