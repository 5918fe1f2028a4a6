import { open, lstat } from 'node:fs/promises'
import { join, basename } from 'node:path'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { READING } from '../../../../infrastructure/files/reading.js'
import { findTranscript, type TranscriptPlaces } from '../transcript-source.js'
import { folderNameOf } from './folders.js'
import { namesIn, newestTranscript } from './transcript-files.js'
import { transcripts } from './transcripts.js'

/** Descriptions of sub-agents in a conversation's folder `subagents`, beside their transcripts (2.1.197, 2.1.332). */
const DESCRIPTION = /^(agent-[A-Za-z0-9-]{1,128})\.meta\.json$/
const MAX_FILES = 2_000
/** A description has less than 200 bytes. */
const MAX_BYTES = 4_096

/** Transcript of the sub-agent that a call started; `null` when there is none. `folder`: that of the conversation. */
async function subagentTranscript(folder: string, callId: string): Promise<string | null> {
  const place = join(folder, 'subagents')
  for (const file of await namesIn(place, MAX_FILES)) {
    const [, name] = DESCRIPTION.exec(file) ?? []
    if (name !== undefined && (await callIn(join(place, file))) === callId) return join(place, `${name}.jsonl`)
  }
  return null
}

/** Id of the call that a description names; `null` when it cannot be read. */
async function callIn(file: string): Promise<string | null> {
  try {
    const handle = await open(file, READING)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0)
      const described = parseJson(buffer.toString('utf8', 0, bytesRead))
      return isJsonObject(described) && typeof described['toolUseId'] === 'string' ? described['toolUseId'] : null
    } finally {
      await handle.close()
    }
  } catch {
    return null
  }
}

/** Names of transcripts are UUIDs; nothing that leads out of the folder. */
const ID = /^[A-Za-z0-9-]{1,128}$/
const SUFFIX = '.jsonl'

/** Transcripts of Claude Code below some folders of conversations, filed under the folder that the agent was started in. */
export function claudeTranscriptPlaces(projects: ReadonlyArray<string>): TranscriptPlaces {
  /** `fileOf` gets the path of a transcript without its suffix. */
  async function find(
    directory: string,
    conversation: string,
    fileOf: (path: string) => Promise<string | null>,
  ): Promise<string | null> {
    for (const folder of ID.test(conversation) ? projects : []) {
      const file = await fileOf(join(folder, folderNameOf(directory), conversation))
      if (file !== null && (await isFile(file))) return file
    }
    return null
  }

  return {
    newestIn: async (directory) => {
      const newest = await newestTranscript(projects, directory)
      return newest === undefined ? null : { ...newest, conversation: basename(newest.file, SUFFIX) }
    },
    of: (directory, conversation) => find(directory, conversation, (path) => Promise.resolve(`${path}${SUFFIX}`)),
    anywhere: (conversation) => findTranscript(projects, transcripts, conversation),
    ofCall: (directory, conversation, callId) =>
      find(directory, conversation, (path) => subagentTranscript(path, callId)),
  }
}

/** False for a link. */
const isFile = (file: string): Promise<boolean> =>
  lstat(file).then(
    (stats) => stats.isFile(),
    () => false,
  )
