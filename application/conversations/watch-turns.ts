import { hasGuessedEnd, onFailedTurn } from '../../domain/attention/engine.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { eventJob, type Job } from '../shared/job.js'
import { knownSessions } from '../shared/known-sessions.js'
import type { ConversationsSteps } from './ports.js'

/**
 * Reads transcripts for turns that ended in an error when a screen or an activity changes: those of working agents, because some CLIs
 * have no hook for it, and once those of agents that were found at their prompt without a report of the end, because a report may be
 * lost or came while no hub ran.
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

  /** The record is read only for a session whose turn may have ended. */
  const look = async (id: SessionId): Promise<void> => {
    const { activity, evidence } = observeAgents.of(id)
    const isWorking = activity === 'working'
    const guessedAt = evidence !== null && hasGuessedEnd({ activity, evidence }) ? evidence.at : null
    if (!isWorking && (guessedAt === null || looked.get(id) === guessedAt)) return
    const conversation = (await knownSessions(record)).find((one) => one.id === id)?.conversation ?? null
    if (conversation === null || (isWorking && !silent.has(conversation.agent))) return
    if (!isWorking && guessedAt !== null) looked.set(id, guessedAt)
    const turn = await conversations.failedTurn(conversation)()
    if (turn !== null) await updateActivity(id, (attention, at) => onFailedTurn(attention, turn, at))()
  }

  return eventJob<SessionId>(clock, {
    name: 'watch over turns',
    events: [observeAgents.watch, host.watchScreens],
    run: look,
    all: async (due) => {
      const present = new Set((await knownSessions(record)).map(({ id }) => id))
      for (const id of looked.keys()) if (!present.has(id)) looked.delete(id)
      present.forEach(due)
    },
  })
}
