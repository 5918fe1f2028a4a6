import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Job } from '../shared/job.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import { makeApprovalTimes, type ApprovalTimesDeps } from './approval-times.js'
import type { LogHistory } from './log-history.port.js'
import { makeReadServerStatus, type ReadServerStatus, type ReadServerStatusDeps } from './read-server-status.js'
import { makeRestartHub, type RestartHub, type RestartHubDeps } from './restart-hub.js'

/** The hub's own process: log, status, restart. */
export interface ServerFeature {
  readonly logHistory: LogHistory
  readonly readServerStatus: ReadServerStatus
  readonly restartHub: RestartHub
  readonly jobs: ReadonlyArray<Job>
}

type Ports = RestartHubDeps & Pick<ApprovalTimesDeps, 'feed'> & Pick<ReadServerStatusDeps, 'measurements'>

export interface ServerDeps extends Ports, Pick<ServerFeature, 'logHistory'> {
  readonly approvals: Pick<ApprovalsFeature, 'desk'>
  readonly sessions: Pick<SessionsFeature, 'listSessions'>
  readonly terminal: Pick<TerminalFeature, 'attachments'>
}

export function makeServer({ approvals, sessions, terminal, ...ports }: ServerDeps): ServerFeature {
  const deps = { ...ports, ...sessions, ...terminal, list: approvals.desk.list }
  const times = makeApprovalTimes(deps)
  return {
    logHistory: ports.logHistory,
    readServerStatus: makeReadServerStatus({ ...deps, times }),
    restartHub: makeRestartHub(deps),
    jobs: [{ name: 'times of approvals', start: times.follow }],
  }
}
