import { makeAgentSessions, type AgentSessions } from './agent-sessions.js'
import { makeUpdateActivity, type UpdateActivity } from './update-activity.js'
import { makeAttentionStore } from './attention-store.js'
import { makeFollowSessions } from './follow-sessions.js'
import { makeKeepReports } from './keep-reports.js'
import { makeIdentifySender, makeRecordHook, type IdentifySender, type RecordHook } from './record-hook.js'
import { makeObserveAgents, type ObserveAgents } from './observe-agents.js'
import { makePermissionModes } from './permission-modes.js'
import { makePresence, type Presence } from './presence.js'
import { makePromptLine, type PromptLine } from './prompt-line.js'
import { makeStatusLines, type StatusLines } from './status-lines.js'
import { makeWatchScreens } from './watch-screens.js'
import type { Job } from '../shared/job.js'
import type { AttentionPorts } from './ports.js'

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

export function makeAttention(deps: AttentionPorts): AttentionFeature {
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
