import { ContainerModule } from 'inversify'
import { makeServer } from '../../application/server/server-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { logHistory, measurements, sessions, terminal, feed, audit, clock, log } = T

export const serverModule = new ContainerModule((options) => {
  provide(options, T.server, makeServer, {
    logHistory,
    measurements,
    service: T.serviceManager,
    pid: T.hubPid,
    pending: T.pendingApprovals,
    sessions,
    terminal,
    feed,
    audit,
    clock,
    log,
  })
})
