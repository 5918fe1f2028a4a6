import { cliOf } from '../../domain/agents/agent-program.js'
import { conversationsOf } from '../../domain/sessions/session-record.js'
import type { NamedSession } from '../sessions/find-session.js'
import type { TimelineSession } from './timeline-stream.js'
import type { TimelineSteps } from './ports.js'

/** Time before its record in which a session may have begun: hosts report whole seconds, and programs start first. */
const START_SLACK_MS = 60_000

/** A session that runs or has a record; `null` for one without an id. */
export function timelineSession(
  deps: Pick<TimelineSteps, 'agents' | 'agentSessions' | 'clock'>,
  name: string,
  named: NamedSession,
): TimelineSession | null {
  const { agents, agentSessions, clock } = deps
  const { id, live, known } = named
  if (id === null) return null
  const started = Math.min(known?.createdAt ?? Infinity, live?.createdAt ?? Infinity, clock.now())
  const last = agentSessions.conversationOf(id) ?? known?.conversation ?? null
  const cli = cliOf(agents, known?.command ?? live?.startCommand ?? '') ?? agents[0]
  const reported = [...agentSessions.all()].flatMap(([conversation, session]) => (session === id ? [conversation] : []))
  const stored = known === null ? [] : conversationsOf(known).map((one) => one.id)
  const conversations = [...new Set([...reported.toReversed(), ...stored])]
  return {
    ...named,
    id,
    name,
    since: started - START_SLACK_MS,
    agent: last?.agent ?? cli.id,
    conversations,
    isGone: false,
  }
}
