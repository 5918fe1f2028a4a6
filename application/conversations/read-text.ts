import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { ConversationNotFound, ConversationRange } from '../../domain/conversations/conversation.js'
import { findPattern, matchesInEntry, type TextMatch } from '../../domain/conversations/find-text.js'
import {
  entryNotFound,
  textPart,
  wholeTextOf,
  type EntryNotFound,
  type EntryPlace,
  type TextKind,
  type TextPart,
  type TextPlaceInvalid,
} from '../../domain/conversations/whole-text.js'
import type { Unavailable } from '../shared/errors.js'
import type { ConversationsPorts } from './ports.js'

/** Conversation that is read; with a call that of the sub-agent which the call started. */
export interface ReadWhole {
  readonly conversation: AgentConversation
  readonly call: string | null
}

/** Text of an entry, and the part of it that is wanted. */
export interface WantedText extends EntryPlace {
  readonly kind: TextKind
  readonly range: ConversationRange
}

export type ReadTextError = ConversationNotFound | EntryNotFound | TextPlaceInvalid | Unavailable
export type ReadText = (of: ReadWhole, wanted: WantedText) => TE.TaskEither<ReadTextError, TextPart>

/** Reads a part of the whole text of an entry. */
export function makeReadText({ conversations }: Pick<ConversationsPorts, 'conversations'>): ReadText {
  return ({ conversation, call }, { row, part, length, kind, range }) =>
    pipe(
      conversations.whole(conversation, call, row),
      TE.flatMapEither(({ entries }): E.Either<EntryNotFound | TextPlaceInvalid, TextPart> => {
        const entry = entries.find((each) => each.row === row && each.part === part && each.length === length)
        const whole = entry === undefined ? null : wholeTextOf(entry, kind)
        return whole === null ? E.left(entryNotFound) : textPart(whole, range)
      }),
    )
}

/** Places of a text in a conversation in their order. */
export interface FoundTexts {
  readonly matches: ReadonlyArray<TextMatch>
  /** False when the conversation has more matches or more text than are looked through. */
  readonly isComplete: boolean
}

export type FindTexts = (of: ReadWhole, text: string) => TE.TaskEither<ConversationNotFound | Unavailable, FoundTexts>

/** Matches of one answer, and bytes of a transcript that are looked through: some seconds of reading. */
const [MAX_MATCHES, MAX_BYTES] = [1_000, 512 * 1024 * 1024]

/** Finds a text in the whole texts of a conversation. */
export function makeFindTexts({ conversations }: Pick<ConversationsPorts, 'conversations'>): FindTexts {
  return ({ conversation, call }, text) =>
    async () => {
      const pattern = findPattern(text)
      const matches: TextMatch[] = []
      for (let after = 0; after < MAX_BYTES;) {
        const read = await conversations.whole(conversation, call, after)()
        if (E.isLeft(read)) return read
        const { entries, end } = read.right
        if (pattern === null || end === after) return E.right({ matches, isComplete: true })
        for (const entry of entries) matches.push(...matchesInEntry(entry, pattern, MAX_MATCHES - matches.length))
        if (matches.length === MAX_MATCHES) break
        after = end
      }
      return E.right({ matches, isComplete: false })
    }
}
