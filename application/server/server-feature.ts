import type { PendingApprovals } from '../approvals/pending-approvals.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Job } from '../shared/job.js'
import type { Log } from '../shared/log.port.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import { makeApprovalTimes } from './approval-times.js'
import type { LogHistory } from './log-history.port.js'
import type { Measurements } from './measurements.port.js'
import { makeReadServerStatus, type ReadServerStatus } from './read-server-status.js'
import { makeRestartHub, type RestartHub } from './restart-hub.js'
import type { ServiceManager } from './service-manager.port.js'

/** The hub's own process: log, status, restart. */
export interface ServerFeature {
  readonly logHistory: LogHistory
  readonly readServerStatus: ReadServerStatus
  readonly restartHub: RestartHub
  readonly jobs: ReadonlyArray<Job>
}

export interface ServerDeps extends Pick<ServerFeature, 'logHistory'> {
  readonly measurements: Measurements
  readonly service: ServiceManager
  /** Process id of this hub. */
  readonly pid: number
  readonly pending: PendingApprovals
  readonly sessions: Pick<SessionsFeature, 'listSessions'>
  readonly terminal: Pick<TerminalFeature, 'attachments'>
  readonly feed: Feed
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
}

export function makeServer(deps: ServerDeps): ServerFeature {
  const times = makeApprovalTimes(deps)
  const { listSessions } = deps.sessions
  const { attachments } = deps.terminal
  return {
    logHistory: deps.logHistory,
    readServerStatus: makeReadServerStatus({ ...deps, listSessions, attachments, times }),
    restartHub: makeRestartHub(deps),
    jobs: [{ name: 'times of approvals', start: times.follow }],
  }
}
