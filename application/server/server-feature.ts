import type { Job } from '../shared/job.js'
import { makeApprovalTimes } from './approval-times.js'
import { makeInstallService, type InstallService } from './install-service.js'
import type { LogHistory } from './log-history.port.js'
import { makeReadServerStatus, type ReadServerStatus } from './read-server-status.js'
import { makeReadSetup, type ReadSetup } from './read-setup.js'
import { makeRestartHub, type RestartHub } from './restart-hub.js'
import type { ServerPorts } from './ports.js'

/** The hub's own process: log, status, restart, and its place on the machine. */
export interface ServerFeature {
  readonly logHistory: LogHistory
  readonly readServerStatus: ReadServerStatus
  readonly restartHub: RestartHub
  readonly readSetup: ReadSetup
  readonly installService: InstallService
  readonly jobs: ReadonlyArray<Job>
}

export function makeServer({ approvals, hooks, sessions, terminal, ...ports }: ServerPorts): ServerFeature {
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
