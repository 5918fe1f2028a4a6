import { lstat } from 'node:fs/promises'
import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { linesAfter } from '../../../infrastructure/files/line-parts.js'
import { PART } from './transcript-part.js'
import { findTranscript, type PlacedTranscript, type TranscriptPlaces } from './transcript-source.js'

/** Paths and folders that are kept; the oldest are dropped. */
const MAX_KEPT = 2_000

export interface ListedPlacesOptions {
  readonly folders: ReadonlyArray<string>
  readonly transcripts: AgentTranscripts
  /** Transcripts among which the newest of a folder is looked for. Never rejects. */
  readonly list: () => Promise<ReadonlyArray<PlacedTranscript>>
  /** Working folder that the first row of a transcript names; `null` without one. */
  readonly directoryIn: (row: unknown) => string | null
}

/** Places of transcripts that are not filed by the folder in which their conversation began. */
export function listedPlaces(options: ListedPlacesOptions): Pick<TranscriptPlaces, 'newestIn' | 'anywhere'> {
  const { folders, transcripts, list, directoryIn } = options
  const paths = new Map<string, string>()
  const directories = new Map<string, string>()

  async function directoryOf(file: string): Promise<string | null> {
    const known = directories.get(file)
    if (known !== undefined) return known
    const row = await firstRow(file)
    const directory = row === null ? null : directoryIn(row)
    if (directory !== null) keepNewest(directories, file, directory)
    return directory
  }

  return {
    newestIn: async (directory) => {
      const found = [...(await list())]
      for (const each of found.sort((one, other) => other.writtenAt - one.writtenAt))
        if ((await directoryOf(each.file)) === directory) return each
      return null
    },
    anywhere: async (conversation) => {
      const known = paths.get(conversation)
      if (known !== undefined && (await writtenAt(known)) !== null) return known
      paths.delete(conversation)
      const found = await findTranscript(folders, transcripts, conversation)
      if (found !== null) keepNewest(paths, conversation, found)
      return found
    },
  }
}

/** Time of the last write; `null` for a path that is no file. */
export const writtenAt = (file: string): Promise<number | null> =>
  lstat(file).then(
    (stats) => (stats.isFile() ? stats.mtimeMs : null),
    () => null,
  )

/** Sets a value, and drops the oldest one of a map that is full. */
export function keepNewest<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MAX_KEPT && oldest !== undefined) map.delete(oldest)
}

/** First row of a file; `null` for none. */
async function firstRow(file: string): Promise<unknown> {
  const part = await linesAfter(file, 0, PART).catch(() => null)
  return part?.lines[0] === undefined ? null : parseJson(part.lines[0].text)
}
