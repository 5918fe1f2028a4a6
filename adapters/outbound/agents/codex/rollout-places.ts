import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { linesAfter } from '../../../../infrastructure/files/line-parts.js'
import { PART } from '../transcript-part.js'
import { findTranscript, type PlacedTranscript, type TranscriptPlaces } from '../transcript-source.js'
import { isOfSubagent, readSubagentStart, STARTED } from './subagents.js'
import { transcripts } from './transcripts.js'

/** Rollouts among which the newest of a folder is looked for, those that began last. */
const MAX_ROLLOUTS = 500
/** Paths and folders that are kept; the oldest are dropped. */
const MAX_KEPT = 2_000

/** Rollouts of Codex below some folders, filed by the day on which they began. */
export function rolloutPlaces(folders: ReadonlyArray<string>): TranscriptPlaces {
  const paths = new Map<string, string>()
  const directories = new Map<string, string>()
  const starts = new Map<string, SubagentStarts>()

  /** A rollout stays at its path until it is archived. */
  async function anywhere(conversation: string): Promise<string | null> {
    const known = paths.get(conversation)
    if (known !== undefined && (await writtenAt(known)) !== null) return known
    paths.delete(conversation)
    const found = await findTranscript(folders, transcripts, conversation)
    if (found !== null) keep(paths, conversation, found)
    return found
  }

  /** Folder that the first row of a rollout names; empty for a sub-agent, `null` when it cannot be read. */
  async function directoryOf(file: string): Promise<string | null> {
    const known = directories.get(file)
    if (known !== undefined) return known
    const found = await firstRow(file)
    const directory = found === null ? null : isOfSubagent(found) ? '' : transcripts.folderIn(found)
    if (directory !== null) keep(directories, file, directory)
    return directory
  }

  /** Ids of sub-agents by the calls of a conversation that started them. Reads what was written since the last call. */
  async function subagentsOf(conversation: string): Promise<ReadonlyMap<string, string>> {
    const file = await anywhere(conversation)
    const known = starts.get(conversation)
    const read = { end: known?.end ?? 0, ids: known?.ids ?? new Map<string, string>() }
    if (file === null) return read.ids
    keep(starts, conversation, read)
    for (;;) {
      const part = await linesAfter(file, read.end, PART)
      for (const { text } of part.lines.filter((line) => line.text.includes(STARTED))) {
        const start = readSubagentStart(parseJson(text))
        if (start !== null) read.ids.set(start.callId, start.agentId)
      }
      if (part.end === read.end) return read.ids
      read.end = part.end
    }
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
    ofCall: async (_, conversation, callId) => {
      const ids = await subagentsOf(conversation).catch(() => null)
      const id = ids?.get(callId)
      return id === undefined ? null : anywhere(id)
    },
  }
}

/** Sub-agents of a conversation by the calls that started them, as far as its rollout was read. */
interface SubagentStarts {
  end: number
  readonly ids: Map<string, string>
}

/** First row of a file; `null` for none. */
async function firstRow(file: string): Promise<unknown> {
  const part = await linesAfter(file, 0, PART).catch(() => null)
  return part?.lines[0] === undefined ? null : parseJson(part.lines[0].text)
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
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
