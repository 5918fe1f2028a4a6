import { ContainerModule } from 'inversify'
import { makeAdmit } from '../../application/access/admit.js'
import { makeAuditRotations } from '../../application/access/audit-rotations.js'
import { makeAuthenticate } from '../../application/access/authenticate.js'
import { makeCheckTunnel } from '../../application/access/check-tunnel.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const accessModule = new ContainerModule((options) => {
  provide(options, T.authenticate, makeAuthenticate, {
    operatorToken: T.operatorToken,
    sessionTokens: T.sessionTokens,
  })
  provide(options, T.auditRotations, makeAuditRotations, { operatorToken: T.operatorToken, audit: T.audit, log: T.log })
  provide(options, T.checkTunnel, makeCheckTunnel, { accessTokens: T.accessTokens, auditLog: T.audit })
  provide(options, T.admit, makeAdmit, {
    authenticate: T.authenticate,
    checkTunnel: T.checkTunnel,
    auditLog: T.audit,
    clock: T.clock,
  })
})
