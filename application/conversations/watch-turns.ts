import * as E from 'fp-ts/lib/Either.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import { hasGuessedEnd, onFailedTurn } from '../../domain/attention/engine.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import type { Instant } from '../../domain/shared/instant.js'
import { eventJob, type Job } from '../shared/job.js'
import type { ConversationsSteps } from './ports.js'

/**
 * Reads transcripts for turns that ended in an error when a screen or an activity changes: those of working agents, because some CLIs have no hook for it, and once
 * those of agents that were found at their prompt without a report of the end, because a report may be lost or came while no hub
 * ran.
 */
export function makeWatchTurns(
  deps: Pick<
    ConversationsSteps,
    'agents' | 'host' | 'record' | 'conversations' | 'observeAgents' | 'updateActivity' | 'clock'
  >,
): Job {
  const { agents, host, record, conversations, observeAgents, updateActivity, clock } = deps
  const silent = new Set(agents.filter(({ hooks }) => hooks?.isSilentOnFailure).map(({ id }) => id))
  const looked = new Map<SessionId, Instant>()

  const isDue = (id: SessionId, { agent }: AgentConversation): boolean => {
    const { activity, evidence } = observeAgents.of(id)
    if (activity === 'working') return silent.has(agent)
    if (evidence === null || !hasGuessedEnd({ activity, evidence }) || looked.get(id) === evidence.at) return false
    looked.set(id, evidence.at)
    return true
  }

  const known = async (): Promise<ReadonlyArray<SessionRecord>> => {
    const records = await record.read()
    return E.isRight(records) ? records.right.known : []
  }

  const look = async ({ id, conversation }: SessionRecord): Promise<void> => {
    if (conversation === null || !isDue(id, conversation)) return
    const turn = await conversations.failedTurn(conversation)()
    if (turn !== null) await updateActivity(id, (attention, at) => onFailedTurn(attention, turn, at))()
  }

  return eventJob<SessionId>(clock, {
    name: 'watch over turns',
    events: [observeAgents.watch, host.watchScreens],
    run: async (session) => {
      const found = (await known()).find(({ id }) => id === session)
      if (found !== undefined) await look(found)
    },
    all: async (due) => {
      const present = new Set((await known()).map(({ id }) => id))
      for (const id of looked.keys()) if (!present.has(id)) looked.delete(id)
      present.forEach(due)
    },
  })
}
