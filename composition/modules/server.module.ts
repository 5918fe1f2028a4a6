import { ContainerModule } from 'inversify'
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
})
