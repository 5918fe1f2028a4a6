import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { linesAfter } from '../../../../infrastructure/files/line-parts.js'
import { keepNewest, listedPlaces } from '../listed-places.js'
import { PART } from '../transcript-part.js'
import type { TranscriptPlaces } from '../transcript-source.js'
import { rolloutFiles } from './rollout-files.js'
import { isOfSubagent, readSubagentStart, STARTED } from './subagents.js'
import { transcripts } from './transcripts.js'

/** Rollouts among which the newest of a folder is looked for, those that began last. */
const MAX_ROLLOUTS = 500

/** Rollouts of Codex below some folders, filed by the day on which they began. A rollout stays at its path until it is archived. */
export function rolloutPlaces(folders: ReadonlyArray<string>): TranscriptPlaces {
  const starts = new Map<string, SubagentStarts>()
  const { newestIn, anywhere } = listedPlaces({
    folders,
    transcripts,
    list: () => rolloutFiles(folders, MAX_ROLLOUTS),
    directoryIn: (row) => (isOfSubagent(row) ? '' : transcripts.folderIn(row)),
  })

  /** Ids of sub-agents by the calls of a conversation that started them. Reads what was written since the last call. */
  async function subagentsOf(conversation: string): Promise<ReadonlyMap<string, string>> {
    const file = await anywhere(conversation)
    const known = starts.get(conversation)
    const read = { end: known?.end ?? 0, ids: known?.ids ?? new Map<string, string>() }
    if (file === null) return read.ids
    keepNewest(starts, conversation, read)
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
    newestIn,
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
