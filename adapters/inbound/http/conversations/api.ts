import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { integerWithin, text } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'
import { ConversationJson } from './codec.js'

/** Byte of a transcript; 0 for none. */
const position = integerWithin({ min: 0, max: Number.MAX_SAFE_INTEGER, fallback: 0 })

export const readConversation = route({
  method: 'GET',
  path: '/api/sessions/:name/conversation',
  params: { name: parseSessionName },
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { conversation: text, before: position, after: position },
  answers: { 200: ConversationJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary:
    'Part of what was said in a session, from the transcript of its coding agent: its end, or the rows `before` or `after` a byte of the conversation that is named',
})
