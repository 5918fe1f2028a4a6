import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { HooksFeature } from '../hooks/hooks-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Job } from '../shared/job.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import { makeApprovalTimes, type ApprovalTimesDeps } from './approval-times.js'
import { makeInstallService, type InstallService, type InstallServiceDeps } from './install-service.js'
import type { LogHistory } from './log-history.port.js'
import { makeReadServerStatus, type ReadServerStatus, type ReadServerStatusDeps } from './read-server-status.js'
import { makeReadSetup, type ReadSetup, type ReadSetupDeps } from './read-setup.js'
import { makeRestartHub, type RestartHub, type RestartHubDeps } from './restart-hub.js'

/** The hub's own process: log, status, restart, and its place on the machine. */
export interface ServerFeature {
  readonly logHistory: LogHistory
  readonly readServerStatus: ReadServerStatus
  readonly restartHub: RestartHub
  readonly readSetup: ReadSetup
  readonly installService: InstallService
  readonly jobs: ReadonlyArray<Job>
}

type Ports = RestartHubDeps &
  InstallServiceDeps &
  Omit<ReadSetupDeps, 'manageHooks'> &
  Pick<ApprovalTimesDeps, 'feed'> &
  Pick<ReadServerStatusDeps, 'measurements'>

export interface ServerDeps extends Ports, Pick<ServerFeature, 'logHistory'> {
  readonly approvals: Pick<ApprovalsFeature, 'desk'>
  readonly hooks: Pick<HooksFeature, 'manageHooks'>
  readonly sessions: Pick<SessionsFeature, 'listSessions'>
  readonly terminal: Pick<TerminalFeature, 'attachments'>
}

export function makeServer({ approvals, hooks, sessions, terminal, ...ports }: ServerDeps): ServerFeature {
  const deps = { ...ports, ...hooks, ...sessions, ...terminal, list: approvals.desk.list }
  const times = makeApprovalTimes(deps)
  return {
    logHistory: ports.logHistory,
    readServerStatus: makeReadServerStatus({ ...deps, times }),
    restartHub: makeRestartHub(deps),
    readSetup: makeReadSetup(deps),
    installService: makeInstallService(deps),
    jobs: [{ name: 'times of approvals', start: times.follow }],
  }
}
