import { eventStream } from '../routing/bytes.codec.js'
import { route } from '../routing/route.js'

/**
 * `id` of a message is `<boot>-<seq>`. The first message is `hello`; after `Last-Event-ID` the missed events, or `gap` when
 * some of them are no longer kept.
 */
export const streamEvents = route({
  method: 'GET',
  path: '/api/events',
  tokens: ['operator'],
  rate: 'read',
  headers: { 'Last-Event-ID': '`id` of the last event that the client has.' },
  answers: { 200: eventStream },
  errors: {},
  summary:
    'Every event of the notifications socket as server-sent events; Last-Event-ID resumes, and gap tells of a loss',
})
