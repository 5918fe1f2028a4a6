import { join } from 'node:path'

/** Folder of Claude Code's managed settings, which its administrator writes. */
export const managedFolder = (platform = process.platform): string =>
  platform === 'darwin' ? '/Library/Application Support/ClaudeCode' : '/etc/claude-code'

/** The administrator's own file. */
export const managedSettings = (folder = managedFolder()): ReadonlyArray<string> => [
  join(folder, 'managed-settings.json'),
]
