import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import { listedPlaces, writtenAt } from './listed-places.js'
import type { PlacedTranscript, TranscriptPlaces } from './transcript-source.js'

/** Transcripts that are listed. */
const MAX_LISTED = 5_000
/**
 * Transcripts among which the newest of a folder is looked for, the first ones by name. Names of opencode sort by the time at which
 * conversations began, the last one first (1.18.33). `penates acp` names its conversation in each report, so that none is looked for.
 */
const MAX_LOOKED_AT = 500
/** Ids of conversations that are names of folders; nothing that leads out of the folder. */
const NAME = /^[\w-]{1,128}$/
/** Characters that are replaced in the name of a file. */
const ODD = /[^\w-]/g

/** Transcripts in some folders by their names. Never rejects. */
export async function transcriptFiles(
  { conversationIn }: AgentTranscripts,
  folders: ReadonlyArray<string>,
  most = MAX_LISTED,
): Promise<ReadonlyArray<PlacedTranscript>> {
  const found: PlacedTranscript[] = []
  for (const folder of folders)
    for (const name of (await readdir(folder).catch(() => [])).sort()) {
      const conversation = conversationIn(name)
      if (conversation === null) continue
      if (found.length >= most) return found
      const file = join(folder, name)
      const at = await writtenAt(file)
      if (at !== null) found.push({ conversation, file, writtenAt: at })
    }
  return found
}

/** Transcripts that programs of the hub write into some folders, those of sub-agents into a folder of their conversation. */
export function writtenTranscriptPlaces(
  transcripts: AgentTranscripts,
  folders: ReadonlyArray<string>,
): TranscriptPlaces {
  const { newestIn, anywhere } = listedPlaces({
    folders,
    transcripts,
    list: () => transcriptFiles(transcripts, folders, MAX_LOOKED_AT),
    directoryIn: transcripts.folderIn,
  })
  return {
    newestIn,
    of: (_, conversation) => anywhere(conversation),
    anywhere,
    ofCall: async (_, conversation, callId) => {
      for (const folder of NAME.test(conversation) ? folders : []) {
        const file = join(folder, conversation, `${callId.replace(ODD, '_')}.jsonl`)
        if ((await writtenAt(file)) !== null) return file
      }
      return null
    },
  }
}
