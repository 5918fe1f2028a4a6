import * as E from 'fp-ts/lib/Either.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import { hasGuessedEnd, onFailedTurn } from '../../domain/attention/engine.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { ConversationsSteps } from './ports.js'

/** One look reads the end of the transcript of each agent that a failed turn without a report may have left. */
const LOOK_EVERY_MS = 1_500

/**
 * Looks at transcripts for turns that ended in an error: those of working agents, because some CLIs have no hook for it, and once
 * those of agents that were found at their prompt without a report of the end, because a report may be lost or came while no hub
 * ran.
 */
export function makeWatchTurns(
  deps: Pick<ConversationsSteps, 'agents' | 'record' | 'conversations' | 'observeAgents' | 'updateActivity' | 'clock'>,
): Job {
  const { agents, record, conversations, observeAgents, updateActivity, clock } = deps
  const silent = new Set(agents.filter(({ hooks }) => hooks?.isSilentOnFailure).map(({ id }) => id))
  const looked = new Map<SessionId, Instant>()

  const isDue = (id: SessionId, { agent }: AgentConversation): boolean => {
    const { activity, evidence } = observeAgents.of(id)
    if (activity === 'working') return silent.has(agent)
    if (evidence === null || !hasGuessedEnd({ activity, evidence }) || looked.get(id) === evidence.at) return false
    looked.set(id, evidence.at)
    return true
  }

  async function look(): Promise<void> {
    const records = await record.read()
    if (E.isLeft(records)) return
    for (const { id, conversation } of records.right.known) {
      if (conversation === null || !isDue(id, conversation)) continue
      const turn = await conversations.failedTurn(conversation)()
      if (turn !== null) await updateActivity(id, (attention, at) => onFailedTurn(attention, turn, at))()
    }
    for (const id of looked.keys()) if (!records.right.known.some((known) => known.id === id)) looked.delete(id)
  }

  return pollingJob('watch over turns', clock, LOOK_EVERY_MS, look)
}
