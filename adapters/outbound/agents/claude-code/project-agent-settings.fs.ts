import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProjectAgentSettings, SettingsFile } from '../../../../application/hooks/project-agent-settings.port.js'
import { errorCode } from '../../../../infrastructure/files/disk.js'

/** Limit for settings files. Larger ones count as unreadable. */
const MAX_BYTES = 1024 * 1024
const UNREADABLE = '\0'
const MISSING = new Set(['ENOENT', 'ENOTDIR'])

/** Files of Claude Code in a folder: `.claude/settings.json` and `settings.local.json`; `managed` are absolute paths. */
export const fsProjectAgentSettings = (managed: ReadonlyArray<string>): ProjectAgentSettings => ({
  read: (directory) => async () => {
    const own = ['settings.json', 'settings.local.json'].map((name) => join(directory, '.claude', name))
    const files = [
      ...own.map((file) => ({ file, owner: 'project' as const })),
      ...managed.map((file) => ({ file, owner: 'person' as const })),
    ]
    return (await Promise.all(files.map(readIfThere))).filter((found) => found !== null)
  },
})

async function readIfThere({ file, owner }: Omit<SettingsFile, 'text'>): Promise<SettingsFile | null> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stats = await handle.stat()
      const isReadable = stats.isFile() && stats.size <= MAX_BYTES
      return { file, owner, text: isReadable ? await handle.readFile('utf8') : UNREADABLE }
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    return MISSING.has(errorCode(thrown) ?? '') ? null : { file, owner, text: UNREADABLE }
  }
}
