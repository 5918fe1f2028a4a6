import * as t from 'io-ts'
import type {
  SessionConversation,
  ResumableConversation,
} from '../../../../application/conversations/read-conversation.js'
import type { FoundTexts } from '../../../../application/conversations/read-text.js'
import type { ConversationEntry } from '../../../../domain/conversations/conversation.js'
import type {
  ConversationHit,
  ConversationsFound,
  FoundConversation,
  IndexProgress,
} from '../../../../domain/conversations/search.js'
import type { TextMatch } from '../../../../domain/conversations/find-text.js'
import type { TextPart } from '../../../../domain/conversations/whole-text.js'
import type { MatchRange } from '../../../../domain/conversations/search-words.js'
import { integer, nullable } from '../../../../infrastructure/codec/codecs.js'
import { isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'

const KIND = t.keyof({ prompt: null, answer: null, thinking: null, call: null, result: null, notice: null })

/** A thing said or done in a conversation. */
const ConversationEntryJson = named(
  'ConversationEntry',
  jsonOf<ConversationEntry>()({
    kind: KIND,
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
    /** True for a call whose sub-agent has a conversation: `call` of a request with its `callId`. */
    startsSubagent: t.boolean,
  }),
)

/** Place of the entries of a part. */
const PART = {
  entries: t.readonlyArray(ConversationEntryJson),
  /** Byte at which the part starts; 0 at the start of the conversation. */
  start: integer,
  /** Byte after its last whole row: `after` of the next request. */
  end: integer,
}

/** Part of the conversation of a session. */
export const ConversationJson = named(
  'Conversation',
  jsonOf<SessionConversation>()({
    conversation: nullable(t.string),
    /** Id of its coding CLI, as `claude-code`. */
    agent: nullable(t.string),
    /** False when no agent in the session has named it: it is the newest one of the folder. */
    isCertain: t.boolean,
    ...PART,
  }),
)

/** Part of a conversation that needs no session. */
export const PastConversationJson = named(
  'PastConversation',
  jsonOf<ResumableConversation, 'program'>()({
    /** Folder that it began in; `null` when the transcript names none. */
    folder: nullable(t.string),
    /** Command lines that continue it, and that begin a copy of it; `null` for a CLI that cannot. */
    resume: nullable(t.string),
    fork: nullable(t.string),
    ...PART,
  }),
)

const ConversationHitJson = named(
  'ConversationHit',
  jsonOf<ConversationHit>()({
    kind: KIND,
    /** `row` and `part` of the entry in its conversation. */
    row: integer,
    part: integer,
    at: nullable(isoTime),
    tool: nullable(t.string),
    /** Plain text around the first match, at most 242 UTF-16 code units. */
    text: t.string,
    /** Ranges of the text in UTF-16 code units; `end` is behind the last one. */
    matches: t.readonlyArray(jsonOf<MatchRange>()({ start: integer, end: integer })),
  }),
)

/** Answer to a search over all conversations. */
export const ConversationsFoundJson = named(
  'ConversationsFound',
  jsonOf<ConversationsFound>()({
    conversations: t.readonlyArray(
      named(
        'FoundConversation',
        jsonOf<FoundConversation>()({
          /** Id of the coding CLI, as `claude-code`. */
          agent: t.string,
          /** Id that the CLI gave it; conversations of two CLIs can have the same. */
          id: t.string,
          folder: nullable(t.string),
          /** Beginning of the first prompt. */
          title: nullable(t.string),
          lastAt: isoTime,
          /** Entries that were found, at most 100, and the newest three of them. */
          found: integer,
          hits: t.readonlyArray(ConversationHitJson),
        }),
      ),
    ),
    /** `cursor` of the next request; `null` at the end. */
    next: nullable(integer),
    /** `reading`: some transcripts are not in the index yet; `stopped`: the rest cannot be read or stored for now. */
    progress: jsonOf<IndexProgress>()({
      state: t.keyof({ reading: null, ready: null, stopped: null }),
      files: integer,
      ofFiles: integer,
    }),
  }),
)

/** Part of the whole text of an entry. Places are bytes of it in UTF-8. */
export const TextPartJson = named(
  'TextPart',
  jsonOf<TextPart>()({
    text: t.string,
    /** First byte of the part, and the one behind its last: `before` and `after` of the next requests. */
    start: integer,
    end: integer,
    /** Bytes of the whole text. */
    size: integer,
  }),
)

/** Answer to a search in one conversation. */
export const FoundTextsJson = named(
  'FoundTexts',
  jsonOf<FoundTexts>()({
    matches: t.readonlyArray(
      named(
        'TextMatch',
        jsonOf<TextMatch>()({
          row: integer,
          part: integer,
          length: integer,
          /** `input` for the input of a call. */
          kind: t.keyof({ text: null, input: null }),
          /** Bytes of the whole text in UTF-8; `from` is `after` of a part that shows the match with the text before it. */
          start: integer,
          end: integer,
          from: integer,
        }),
      ),
    ),
    /** False when there are more matches, or more text than is looked through. */
    isComplete: t.boolean,
  }),
)
