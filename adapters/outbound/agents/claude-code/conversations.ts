import { join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Conversations } from '../../../../application/conversations/conversations.port.js'
import { unavailable } from '../../../../application/shared/errors.js'
import {
  conversationNotFound,
  type ConversationPart,
  type ConversationRange,
} from '../../../../domain/conversations/conversation.js'
import { errorText } from '../../../../infrastructure/files/disk.js'
import { isGone, readTranscriptPart } from '../transcript-part.js'
import { readConversationRow } from './conversation-rows.js'
import { folderNameOf } from './folders.js'
import { subagentTranscript } from './subagent-files.js'
import { newestTranscript } from './transcript-files.js'

/** Names of transcripts are UUIDs; nothing that leads out of the folder. */
const ID = /^[A-Za-z0-9-]{1,128}$/
const SUFFIX = '.jsonl'

/** Conversations in the transcripts of Claude Code below some folders of conversations. */
export function transcriptConversations(projects: ReadonlyArray<string>): Omit<Conversations, 'past'> {
  /** `fileOf` gets the path of a transcript without its suffix. */
  async function read(
    directory: string,
    conversation: string,
    range: ConversationRange,
    fileOf: (path: string) => Promise<string | null>,
  ): Promise<ConversationPart | null> {
    for (const folder of ID.test(conversation) ? projects : []) {
      const file = await fileOf(join(folder, folderNameOf(directory), conversation))
      try {
        if (file !== null) return await readTranscriptPart(file, range, readConversationRow)
      } catch (thrown) {
        if (!isGone(thrown)) throw thrown
      }
    }
    return null
  }

  const partOf = (...args: Parameters<typeof read>): ReturnType<Conversations['part']> =>
    pipe(
      TE.tryCatch(
        () => read(...args),
        (thrown) => unavailable('transcripts', errorText(thrown), thrown),
      ),
      TE.flatMap((part) => (part === null ? TE.left(conversationNotFound) : TE.right(part))),
    )

  return {
    newestIn: (directory) => async () => {
      const newest = await newestTranscript(projects, directory)
      return newest?.file.slice(newest.file.lastIndexOf('/') + 1, -SUFFIX.length) ?? null
    },
    part: (directory, conversation, range) =>
      partOf(directory, conversation, range, (path) => Promise.resolve(`${path}${SUFFIX}`)),
    partOfCall: (directory, conversation, callId, range) =>
      partOf(directory, conversation, range, (path) => subagentTranscript(path, callId)),
  }
}
