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
import { newestTranscript } from './transcript-files.js'

/** Names of transcripts are UUIDs; nothing that leads out of the folder. */
const ID = /^[A-Za-z0-9-]{1,128}$/
const SUFFIX = '.jsonl'

/** Conversations in the transcripts of Claude Code below some folders of conversations. */
export function transcriptConversations(projects: ReadonlyArray<string>): Pick<Conversations, 'newestIn' | 'part'> {
  async function read(
    directory: string,
    conversation: string,
    range: ConversationRange,
  ): Promise<ConversationPart | null> {
    for (const folder of ID.test(conversation) ? projects : []) {
      const file = join(folder, folderNameOf(directory), `${conversation}${SUFFIX}`)
      try {
        return await readTranscriptPart(file, range, readConversationRow)
      } catch (thrown) {
        if (!isGone(thrown)) throw thrown
      }
    }
    return null
  }

  return {
    newestIn: (directory) => async () => {
      const newest = await newestTranscript(projects, directory)
      return newest?.file.slice(newest.file.lastIndexOf('/') + 1, -SUFFIX.length) ?? null
    },
    part: (directory, conversation, range) =>
      pipe(
        TE.tryCatch(
          () => read(directory, conversation, range),
          (thrown) => unavailable('transcripts', errorText(thrown), thrown),
        ),
        TE.flatMap((part) => (part === null ? TE.left(conversationNotFound) : TE.right(part))),
      ),
  }
}
