import type { SessionHost } from '../sessions/session-host.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { BackgroundAgents } from './background-agents.port.js'
import type { ReadBackgroundAgents } from './control-background-agents.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface BackgroundAgentsPorts {
  readonly backgroundAgents: BackgroundAgents
  readonly host: SessionHost
  readonly sessions: Pick<SessionsFeature, 'createSession'>
  readonly audit: AuditLog
  readonly clock: Clock
  readonly withLock: WithLock
}

/** The same with the use cases of other features and the steps that use cases share. */
export type BackgroundAgentsSteps = BackgroundAgentsPorts &
  BackgroundAgentsPorts['sessions'] & {
    readonly readBackgroundAgents: ReadBackgroundAgents
  }
