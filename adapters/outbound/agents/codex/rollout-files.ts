import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writtenAt } from '../listed-places.js'
import type { PlacedTranscript } from '../transcript-source.js'
import { transcripts } from './transcripts.js'

/** Rollouts that are listed, those that began last. */
const MAX_ROLLOUTS = 5_000

/** Rollouts below some folders, those of the newest days first. Never rejects. */
export async function rolloutFiles(
  folders: ReadonlyArray<string>,
  most = MAX_ROLLOUTS,
): Promise<ReadonlyArray<PlacedTranscript>> {
  const found: PlacedTranscript[] = []
  // Days and files have names in the order of time.
  const search = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.sort((one, other) => (one.name < other.name ? 1 : -1))) {
      if (found.length >= most) return
      const file = join(folder, entry.name)
      const conversation = entry.isFile() ? transcripts.conversationIn(entry.name) : null
      const at = conversation === null ? null : await writtenAt(file)
      if (conversation !== null && at !== null) found.push({ conversation, file, writtenAt: at })
      if (entry.isDirectory() && depth > 0) await search(file, depth - 1)
    }
  }
  for (const folder of folders) await search(folder, transcripts.depth)
  return found
}
