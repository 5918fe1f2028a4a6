import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { BackgroundAgents } from './background-agents.port.js'
import { makeReadBackgroundAgents, type ReadBackgroundAgents } from './read-background-agents.js'
import { makeOpenBackgroundAgent, type OpenBackgroundAgent } from './open-background-agent.js'
import { makeStopBackgroundAgent, type StopBackgroundAgent } from './stop-background-agent.js'

/** Agents that run under the supervisor of their coding CLI. */
export interface BackgroundAgentsFeature {
  readonly listBackgroundAgents: ReadBackgroundAgents['list']
  readonly openBackgroundAgent: OpenBackgroundAgent
  readonly stopBackgroundAgent: StopBackgroundAgent
}

export interface BackgroundAgentsDeps {
  readonly backgroundAgents: BackgroundAgents
  readonly host: SessionHost
  readonly sessions: Pick<SessionsFeature, 'createSession'>
  readonly audit: AuditLog
  readonly clock: Clock
  readonly withLock: WithLock
}

export function makeBackgroundAgents({ sessions, ...deps }: BackgroundAgentsDeps): BackgroundAgentsFeature {
  const readBackgroundAgents = makeReadBackgroundAgents(deps)
  return {
    listBackgroundAgents: readBackgroundAgents.list,
    openBackgroundAgent: makeOpenBackgroundAgent({ ...deps, ...sessions, readBackgroundAgents }),
    stopBackgroundAgent: makeStopBackgroundAgent({ ...deps, readBackgroundAgents }),
  }
}
