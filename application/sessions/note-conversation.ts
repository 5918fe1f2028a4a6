import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import { parseConversationId } from '../../domain/agents/agent-conversation.js'
import { noteConversation } from '../../domain/sessions/session-record.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionsPorts } from './ports.js'

/** Stores the conversation that an agent reports for its session. Ignores values that are not an id. Never fails. */
export type NoteConversation = (session: SessionId, agent: AgentId, conversation: unknown) => T.Task<void>

export function makeNoteConversation({ record, log }: Pick<SessionsPorts, 'record' | 'log'>): NoteConversation {
  return (session, agent, conversation) => {
    const id = parseConversationId(conversation)
    if (id === null) return () => Promise.resolve()
    return pipe(
      record.update((records) => E.right(noteConversation(records, session, { agent, id }))),
      TE.match(
        ({ detail }) => {
          log.warn('the conversation of a session could not be stored', { detail })
        },
        () => undefined,
      ),
    )
  }
}
