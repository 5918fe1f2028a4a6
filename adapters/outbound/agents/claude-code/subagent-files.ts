import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { namesIn } from './transcript-files.js'
import { READING } from '../../../../infrastructure/files/reading.js'

/** Descriptions of sub-agents in a conversation's folder `subagents`, beside their transcripts (2.1.197, 2.1.332). */
const DESCRIPTION = /^(agent-[A-Za-z0-9-]{1,128})\.meta\.json$/
const MAX_FILES = 2_000
/** A description has less than 200 bytes. */
const MAX_BYTES = 4_096

/** Transcript of the sub-agent that a call started; `null` when there is none. `folder`: that of the conversation. */
export async function subagentTranscript(folder: string, callId: string): Promise<string | null> {
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
