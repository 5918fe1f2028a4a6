import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { TurnMark } from '../../../application/agents/agent-cli.port.js'
import type { Conversations } from '../../../application/conversations/conversations.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { AgentConversation } from '../../../domain/agents/agent-conversation.js'
import type { FailedTurn } from '../../../domain/attention/turn-failure.js'
import {
  conversationNotFound,
  cutEntry,
  type ConversationNotFound,
  type ConversationPart,
} from '../../../domain/conversations/conversation.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { followFile } from '../../../infrastructure/files/follow-file.js'
import { linesBefore } from '../../../infrastructure/files/line-parts.js'
import { isGone, PART, readTranscriptPart } from './transcript-part.js'
import { firstIn, type TranscriptSource } from './transcript-source.js'

/** Bytes at the end of a transcript in which the last mark of a turn is looked for; an error is in its last rows. */
const TURN_BYTES = 64 * 1024

/** Conversations in the transcripts of coding CLIs. `isPolled`: their folders have no file events. */
export function agentConversations(sources: ReadonlyArray<TranscriptSource>, isPolled = false): Conversations {
  const sourceOf = ({ agent }: AgentConversation) => sources.find((each) => each.agent === agent)

  /** Reads the transcript that `find` names; a conversation without one is not found. */
  const reading = <A>(
    conversation: AgentConversation,
    find: (source: TranscriptSource) => Promise<string | null>,
    read: (file: string, source: TranscriptSource) => Promise<A>,
  ): TE.TaskEither<ConversationNotFound | Unavailable, A> =>
    pipe(
      TE.tryCatch(
        async () => {
          const source = sourceOf(conversation)
          const file = source === undefined ? null : await find(source)
          if (source === undefined || file === null) return null
          return await read(file, source).catch((thrown: unknown) => {
            if (isGone(thrown)) return null
            throw thrown
          })
        },
        (thrown) => unavailable('transcripts', errorText(thrown), thrown),
      ),
      TE.flatMap((found) => (found === null ? TE.left(conversationNotFound) : TE.right(found))),
    )

  return {
    newestIn: (directory, agent) => async () => {
      const found = sources
        .filter((source) => agent === null || source.agent === agent)
        .map(async ({ agent: writer, places }) => ({ agent: writer, newest: await places.newestIn(directory) }))
      const [newest] = (await Promise.all(found))
        .flatMap(({ agent: writer, newest: each }) => (each === null ? [] : [{ agent: writer, ...each }]))
        .sort((one, other) => other.writtenAt - one.writtenAt)
      return newest === undefined ? null : { agent: newest.agent, id: newest.conversation }
    },
    part: (directory, conversation, range) =>
      reading(
        conversation,
        ({ places }) => places.of(directory, conversation.id),
        async (file, { transcripts }) => cutPart(await readTranscriptPart(file, range, transcripts.entriesIn)),
      ),
    partOfCall: (directory, conversation, callId, range) =>
      reading(
        conversation,
        ({ places }) => places.ofCall(directory, conversation.id, callId),
        async (file, { transcripts }) => {
          const part = cutPart(await readTranscriptPart(file, range, transcripts.entriesIn))
          return { ...part, entries: part.entries.map((entry) => ({ ...entry, isSubagent: true })) }
        },
      ),
    past: (conversation, range) =>
      reading(
        conversation,
        ({ places }) => places.anywhere(conversation.id),
        async (file, { transcripts }) => ({
          ...cutPart(await readTranscriptPart(file, range, transcripts.entriesIn)),
          folder: await firstIn(file, transcripts.folderIn),
          program: transcripts.programIn === undefined ? null : await firstIn(file, transcripts.programIn),
        }),
      ),
    whole: (conversation, callId, after) =>
      reading(
        conversation,
        async ({ places, transcripts }) => {
          const file = await places.anywhere(conversation.id)
          if (file === null || callId === null) return file
          const folder = await firstIn(file, transcripts.folderIn)
          return folder === null ? null : await places.ofCall(folder, conversation.id, callId)
        },
        (file, { transcripts }) => readTranscriptPart(file, { after }, transcripts.entriesIn),
      ),
    follow: (directory, conversation, changed) =>
      followFile({
        find: async () => (await sourceOf(conversation)?.places.of(directory, conversation.id)) ?? null,
        changed,
        isPolled,
      }),
    followOfCall: (directory, conversation, callId, changed) =>
      followFile({
        find: async () => (await sourceOf(conversation)?.places.ofCall(directory, conversation.id, callId)) ?? null,
        changed,
        isPolled,
      }),
    failedTurn: (conversation) => async () => {
      const source = sourceOf(conversation)
      const turnIn = source?.transcripts.turnIn ?? null
      if (source === undefined || turnIn === null) return null
      try {
        const file = await source.places.anywhere(conversation.id)
        return file === null ? null : await lastFailure(file, turnIn)
      } catch {
        return null
      }
    },
  }
}

const cutPart = (part: ConversationPart): ConversationPart => ({ ...part, entries: part.entries.map(cutEntry) })

/** Failure of the last turn in a transcript. Rejects with Node's own error. */
async function lastFailure(file: string, turnIn: (line: unknown) => TurnMark | null): Promise<FailedTurn | null> {
  const { lines } = await linesBefore(file, null, { ...PART, bytes: TURN_BYTES })
  for (const { text } of lines.toReversed()) {
    const mark = turnIn(parseJson(text))
    if (mark !== null) return mark.failed
  }
  return null
}
