import { makeAgentSessions, type AgentSessions } from './agent-sessions.js'
import { makeUpdateActivity, type UpdateActivity } from './update-activity.js'
import { makeAttentionStore } from './attention-store.js'
import { makeFollowSessions } from './follow-sessions.js'
import { makeKeepReports } from './keep-reports.js'
import type { LastReportsStore, SessionRecordStore } from '../shared/state-store.port.js'
import { makeIdentifySender, type IdentifySender } from './identify-sender.js'
import { makeObserveAgents, type ObserveAgents } from './observe-agents.js'
import { makePermissionModes } from './permission-modes.js'
import { makePresence, type Presence } from './presence.js'
import { makePromptLine, type PromptLine } from './prompt-line.js'
import { makeRecordHook, type RecordHook } from './record-hook.js'
import { makeStatusLines, type StatusLines } from './status-lines.js'
import { makeWatchScreens } from './watch-screens.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Job } from '../shared/job.js'

/** Activity of agents, reports of their hooks, and the people at the pages of the hub. */
export interface AttentionFeature {
  readonly presence: Presence
  readonly updateActivity: UpdateActivity
  readonly agentSessions: AgentSessions
  readonly statusLines: StatusLines
  readonly recordHook: RecordHook
  readonly identifySender: IdentifySender
  readonly observeAgents: ObserveAgents
  readonly promptLine: PromptLine
  readonly jobs: ReadonlyArray<Job>
}

export interface AttentionDeps {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly reports: LastReportsStore
  readonly directory: SessionDirectory
  readonly feed: Feed
  readonly clock: Clock
}

export function makeAttention(deps: AttentionDeps): AttentionFeature {
  const store = makeAttentionStore()
  const updateActivity = makeUpdateActivity({ ...deps, store })
  const agentSessions = makeAgentSessions()
  const permissionModes = makePermissionModes()
  const statusLines = makeStatusLines(deps)
  const promptLine = makePromptLine(deps)
  return {
    presence: makePresence(deps),
    updateActivity,
    agentSessions,
    statusLines,
    recordHook: makeRecordHook({ updateActivity, permissionModes }),
    identifySender: makeIdentifySender(deps),
    observeAgents: makeObserveAgents({ ...deps, store, statusLines, permissionModes }),
    promptLine,
    jobs: [
      makeFollowSessions({ ...deps, store, permissionModes, statusLines }),
      makeKeepReports({ ...deps, store, statusLines }),
      makeWatchScreens({ ...deps, promptLine, store, updateActivity }),
    ],
  }
}
