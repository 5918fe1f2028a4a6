import * as t from 'io-ts'
import type { SessionConversation } from '../../../../application/conversations/read-conversation.js'
import type { ConversationEntry } from '../../../../domain/conversations/conversation.js'
import { integer, nullable } from '../../../../infrastructure/codec/codecs.js'
import { isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'

/** A thing said or done in a conversation. */
const ConversationEntryJson = named(
  'ConversationEntry',
  jsonOf<ConversationEntry>()({
    kind: t.keyof({ prompt: null, answer: null, thinking: null, call: null, result: null, notice: null }),
    /** Byte of the transcript at which the row starts. */
    row: integer,
    /** Position in the row, from 0. */
    part: integer,
    at: nullable(isoTime),
    /** At most 20,000 UTF-16 code units; `length` counts those of the whole text. */
    text: t.string,
    length: integer,
    tool: nullable(t.string),
    callId: nullable(t.string),
    input: nullable(t.UnknownRecord),
    isError: t.boolean,
    isSubagent: t.boolean,
  }),
)

/** Part of the conversation of a session. */
export const ConversationJson = named(
  'Conversation',
  jsonOf<SessionConversation>()({
    conversation: nullable(t.string),
    /** False when no agent in the session has named it: it is the newest one of the folder. */
    isCertain: t.boolean,
    entries: t.readonlyArray(ConversationEntryJson),
    /** Byte at which the part starts; 0 at the start of the conversation. */
    start: integer,
    /** Byte after its last whole row: `after` of the next request. */
    end: integer,
  }),
)
