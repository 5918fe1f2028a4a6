import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { linesAfter } from '../../../infrastructure/files/line-parts.js'
import { PART } from './transcript-part.js'

/** Transcripts of one coding CLI. */
export interface TranscriptSource {
  readonly agent: AgentId
  readonly transcripts: AgentTranscripts
  readonly places: TranscriptPlaces
}

/** Transcript of one conversation. */
export interface PlacedTranscript {
  readonly conversation: string
  readonly file: string
  readonly writtenAt: Instant
}

/** Places of the transcripts of one coding CLI. No method rejects. */
export interface TranscriptPlaces {
  /** Transcript of a conversation in a folder that was written to last. */
  readonly newestIn: (directory: string) => Promise<PlacedTranscript | null>
  /** Transcript of a conversation that began in a folder; `null` when there is none. */
  readonly of: (directory: string, conversation: string) => Promise<string | null>
  /** Transcript of a conversation in any folder, of several the one that was written to last; `null` without one. */
  readonly anywhere: (conversation: string) => Promise<string | null>
  /** Transcript of the sub-agent that a call of the conversation started; `null` when there is none. */
  readonly ofCall: (directory: string, conversation: string, callId: string) => Promise<string | null>
}

/** Transcript of a conversation below some folders, of several the one that was written to last; `null` without one. */
export async function findTranscript(
  folders: ReadonlyArray<string>,
  transcripts: AgentTranscripts,
  conversation: string,
): Promise<string | null> {
  const found: { readonly path: string; readonly writtenAt: Instant }[] = []
  const search = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && depth > 0) await search(path, depth - 1)
      if (!entry.isFile() || transcripts.conversationIn(entry.name) !== conversation) continue
      const stats = await lstat(path).catch(() => null)
      if (stats !== null) found.push({ path, writtenAt: stats.mtimeMs })
    }
  }
  for (const folder of folders) await search(folder, transcripts.depth)
  return found.sort((one, other) => other.writtenAt - one.writtenAt)[0]?.path ?? null
}

/** First answer of `read` in the beginning of a transcript; `null` for none. Rejects with Node's own error. */
export async function firstIn(file: string, read: (line: unknown) => string | null): Promise<string | null> {
  const { lines } = await linesAfter(file, 0, PART)
  for (const { text } of lines) {
    const found = read(parseJson(text))
    if (found !== null) return found
  }
  return null
}
