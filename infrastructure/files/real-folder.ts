import { realpath, stat } from 'node:fs/promises'

/** Real path of a folder; `null` when there is no such folder. */
export async function realFolder(folder: string): Promise<string | null> {
  try {
    const path = await realpath(folder)
    return (await stat(path)).isDirectory() ? path : null
  } catch {
    return null
  }
}
