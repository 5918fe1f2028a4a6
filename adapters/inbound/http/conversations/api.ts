import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { flag, integerWithin, optionalTime, shortText, text } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'
import {
  ConversationJson,
  ConversationsFoundJson,
  FoundTextsJson,
  PastConversationJson,
  TextPartJson,
} from './codec.js'

/** Byte of a transcript; 0 for none. */
const position = integerWithin({ min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 })

export const readConversation = route({
  method: 'GET',
  path: '/api/sessions/:name/conversation',
  params: { name: parseSessionName },
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { conversation: text, call: text, before: position, after: position },
  answers: { 200: ConversationJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary:
    'Part of what was said in a session, from the transcript of its coding agent: its end, or the rows `before` or `after` a byte of the conversation that is named; with `call` that of the sub-agent which this call started',
})

/** Longest text of a search and of each filter, in UTF-16 code units. */
const filter = shortText(1_000)
const MAX_PATH = 4_096

export const searchConversations = route({
  method: 'GET',
  path: '/api/conversations',
  tokens: ['operator'],
  rate: 'read',
  query: {
    q: filter,
    agent: filter,
    project: shortText(MAX_PATH),
    from: optionalTime,
    to: optionalTime,
    tool: filter,
    file: shortText(MAX_PATH),
    limit: integerWithin({ min: 1, max: 100, fallback: 20 }),
    cursor: position,
  },
  answers: { 200: ConversationsFoundJson },
  errors: {},
  summary:
    'Conversations of all coding CLIs and folders with an entry that contains all words and quoted phrases of `q`, the newest entry first',
})

/** Byte of a transcript; -1 for none. */
const fromStart = integerWithin({ min: -1, max: Number.MAX_SAFE_INTEGER, fallback: -1 })

export const readPastConversation = route({
  method: 'GET',
  path: '/api/conversations/:agent/:id',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { before: position, after: fromStart },
  answers: { 200: PastConversationJson },
  errors: { ConversationNotFound: null },
  summary: 'Part of a conversation that needs no session: its end, or the rows `before` or `after` a byte',
})

/** Entry and conversation that a text is of. */
const PLACE = { call: text, row: position, part: position, length: position }

export const readConversationText = route({
  method: 'GET',
  path: '/api/conversations/:agent/:id/text',
  tokens: ['operator'],
  rate: 'read',
  query: { ...PLACE, input: flag, before: position, after: fromStart },
  answers: { 200: TextPartJson },
  errors: { ConversationNotFound: null, EntryNotFound: null, TextPlaceInvalid: null },
  summary:
    'At most 256 KiB of the whole text of an entry, or with `input` of the input of a call: its end, or what is `before` or `after` a byte in UTF-8',
})

export const findInConversation = route({
  method: 'GET',
  path: '/api/conversations/:agent/:id/matches',
  tokens: ['operator'],
  rate: 'read',
  query: { q: filter, call: text },
  answers: { 200: FoundTextsJson },
  errors: { ConversationNotFound: null },
  summary: 'Places of a text in the whole texts of a conversation, the first 1,000; case does not count',
})
