import { ContainerModule } from 'inversify'
import { makeApprovalTimes } from '../../application/server/approval-times.js'
import { makeReadServerStatus } from '../../application/server/read-server-status.js'
import { makeRestartHub } from '../../application/server/restart-hub.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const serverModule = new ContainerModule((options) => {
  provide(options, T.restartHub, makeRestartHub, {
    service: T.serviceManager,
    pid: T.hubPid,
    audit: T.audit,
    clock: T.clock,
    log: T.log,
  })
  provide(options, T.approvalTimes, makeApprovalTimes, { feed: T.feed, pending: T.pendingApprovals })
  provide(options, T.readServerStatus, makeReadServerStatus, {
    measurements: T.measurements,
    listSessions: T.listSessions,
    attachments: T.attachments,
    pending: T.pendingApprovals,
    times: T.approvalTimes,
    clock: T.clock,
  })
})
