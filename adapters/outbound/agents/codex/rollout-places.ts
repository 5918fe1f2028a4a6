import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { linesAfter } from '../../../../infrastructure/files/line-parts.js'
import { PART } from '../transcript-part.js'
import { findTranscript, type TranscriptPlaces } from '../transcript-source.js'
import { rolloutFiles, writtenAt } from './rollout-files.js'
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
      const found = [...(await rolloutFiles(folders, MAX_ROLLOUTS))]
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
