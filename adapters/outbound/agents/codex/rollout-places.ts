import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findTranscript, folderOf, type PlacedTranscript, type TranscriptPlaces } from '../transcript-source.js'
import { transcripts } from './transcripts.js'

/** Rollouts among which the newest of a folder is looked for, those that began last. */
const MAX_ROLLOUTS = 500
/** Paths and folders that are kept; the oldest are dropped. */
const MAX_KEPT = 2_000

/** Rollouts of Codex below some folders, filed by the day on which they began. */
export function rolloutPlaces(folders: ReadonlyArray<string>): TranscriptPlaces {
  const paths = new Map<string, string>()
  const directories = new Map<string, string>()

  /** A rollout stays at its path until it is archived. */
  async function anywhere(conversation: string): Promise<string | null> {
    const known = paths.get(conversation)
    if (known !== undefined && (await writtenAt(known)) !== null) return known
    paths.delete(conversation)
    const found = await findTranscript(folders, transcripts, conversation)
    if (found !== null) keep(paths, conversation, found)
    return found
  }

  /** The first row of a rollout names its folder. */
  async function directoryOf(file: string): Promise<string | null> {
    const known = directories.get(file)
    if (known !== undefined) return known
    const found = await folderOf(file, transcripts).catch(() => null)
    if (found !== null) keep(directories, file, found)
    return found
  }

  return {
    newestIn: async (directory) => {
      const found: PlacedTranscript[] = []
      for (const file of await newestFiles(folders)) {
        const [conversation, at] = [transcripts.conversationIn(file.name), await writtenAt(file.path)]
        if (conversation !== null && at !== null) found.push({ conversation, file: file.path, writtenAt: at })
      }
      for (const each of found.sort((one, other) => other.writtenAt - one.writtenAt))
        if ((await directoryOf(each.file)) === directory) return each
      return null
    },
    of: (_, conversation) => anywhere(conversation),
    anywhere,
    // A sub-agent is a conversation of its own.
    ofCall: () => Promise.resolve(null),
  }
}

function keep(map: Map<string, string>, key: string, value: string): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MAX_KEPT && oldest !== undefined) map.delete(oldest)
}

/** Time of the last write; `null` for a path that is no file. */
const writtenAt = (file: string): Promise<number | null> =>
  lstat(file).then(
    (stats) => (stats.isFile() ? stats.mtimeMs : null),
    () => null,
  )

interface NamedFile {
  readonly name: string
  readonly path: string
}

/** Files below the folders, those of the newest days. Days and files have names in the order of time. */
async function newestFiles(folders: ReadonlyArray<string>): Promise<ReadonlyArray<NamedFile>> {
  const found: NamedFile[] = []
  const search = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.sort((one, other) => (one.name < other.name ? 1 : -1))) {
      if (found.length >= MAX_ROLLOUTS) return
      const path = join(folder, entry.name)
      if (entry.isFile()) found.push({ name: entry.name, path })
      else if (entry.isDirectory() && depth > 0) await search(path, depth - 1)
    }
  }
  for (const folder of folders) await search(folder, transcripts.depth)
  return found
}
