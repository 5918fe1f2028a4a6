import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../../../domain/shared/instant.js'
import { folderNameOf } from './folders.js'

/** Transcript file of one conversation. */
export interface Transcript {
  readonly file: string
  readonly writtenAt: Instant
  /** Bytes. */
  readonly size: number
}

/** Maximum per folder; a folder usually has some dozen. */
const MAX_FILES_OF_FOLDER = 1_000

/** The conversations in a folder, the one written to last first. */
export async function transcriptsIn(folder: string): Promise<ReadonlyArray<Transcript>> {
  const found: Transcript[] = []
  for (const name of await namesIn(folder, MAX_FILES_OF_FOLDER)) {
    if (!name.endsWith('.jsonl')) continue
    const stats = await lstat(join(folder, name)).catch(() => null)
    if (stats?.isFile() === true) found.push({ file: join(folder, name), writtenAt: stats.mtimeMs, size: stats.size })
  }
  return found.sort((one, other) => other.writtenAt - one.writtenAt)
}

/** Transcript of a working folder that was written to last, below some folders of conversations. */
export async function newestTranscript(
  projects: ReadonlyArray<string>,
  directory: string,
): Promise<Transcript | undefined> {
  const found = await Promise.all(projects.map((folder) => transcriptsIn(join(folder, folderNameOf(directory)))))
  return found.flat().sort((one, other) => other.writtenAt - one.writtenAt)[0]
}

/** Names in a folder; none when it does not exist or cannot be read. */
export async function namesIn(folder: string, max: number): Promise<ReadonlyArray<string>> {
  const names: string[] = []
  try {
    for await (const { name } of await opendir(folder)) {
      names.push(name)
      if (names.length === max) break
    }
  } catch {
    // The folder does not exist or is not readable.
  }
  return names
}
