import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import type { Conversations } from '../../../application/conversations/conversations.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import {
  conversationNotFound,
  type ConversationRange,
  type PastConversationPart,
} from '../../../domain/conversations/conversation.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { linesAfter } from '../../../infrastructure/files/line-parts.js'
import { isGone, PART, readTranscriptPart } from './transcript-part.js'

/** Transcripts of one coding CLI below some folders. */
export interface TranscriptSource {
  readonly agent: AgentId
  readonly folders: ReadonlyArray<string>
  readonly transcripts: AgentTranscripts
}

/** Reads conversations of all coding CLIs by their ids. */
export const pastConversations = (sources: ReadonlyArray<TranscriptSource>): Conversations['past'] => {
  async function read(
    agent: AgentId,
    conversation: string,
    range: ConversationRange,
  ): Promise<PastConversationPart | null> {
    const source = sources.find((each) => each.agent === agent)
    const file = source === undefined ? null : await findTranscript(source, conversation)
    if (source === undefined || file === null) return null
    try {
      const part = await readTranscriptPart(file, range, source.transcripts.entriesIn)
      return { ...part, folder: await folderOf(file, source.transcripts) }
    } catch (thrown) {
      if (isGone(thrown)) return null
      throw thrown
    }
  }

  return (agent, conversation, range) =>
    pipe(
      TE.tryCatch(
        () => read(agent, conversation, range),
        (thrown) => unavailable('transcripts', errorText(thrown), thrown),
      ),
      TE.flatMap((part) => (part === null ? TE.left(conversationNotFound) : TE.right(part))),
    )
}

/** File of a conversation that was written to last; `null` without one. */
async function findTranscript(
  { folders, transcripts }: TranscriptSource,
  conversation: string,
): Promise<string | null> {
  const found: { readonly path: string; readonly writtenAt: number }[] = []
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

/** First folder that the beginning of a transcript names. */
async function folderOf(file: string, { folderIn }: AgentTranscripts): Promise<string | null> {
  const { lines } = await linesAfter(file, 0, PART)
  for (const { text } of lines) {
    const folder = folderIn(parseJson(text))
    if (folder !== null) return folder
  }
  return null
}
