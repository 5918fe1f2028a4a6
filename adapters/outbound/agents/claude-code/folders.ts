import { basename, dirname, join } from 'node:path'

/**
 * Folder of the settings. Each configured folder is one of settings or the folder of conversations in one; without any,
 * the usual places in the home count.
 */
export function settingsFolder([first]: ReadonlyArray<string>, home: string): string {
  if (first === undefined) return join(home, '.claude')
  return basename(first) === 'projects' ? dirname(first) : first
}

/** Folders of the conversations, possibly of several accounts. */
export const projectFolders = (configured: ReadonlyArray<string>, home: string): ReadonlyArray<string> =>
  (configured.length === 0 ? [join(home, '.config', 'claude'), join(home, '.claude')] : configured).map((folder) =>
    basename(folder) === 'projects' ? folder : join(folder, 'projects'),
  )

/** Name of the folder of conversations in a working folder: a dash for everything but letters and digits. */
export const folderNameOf = (directory: string): string => directory.replaceAll(/[^A-Za-z0-9]/g, '-')
