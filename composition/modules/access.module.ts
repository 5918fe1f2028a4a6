import { ContainerModule } from 'inversify'
import { makeAdmit } from '../../application/access/admit.js'
import { makeAuthenticate } from '../../application/access/authenticate.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const accessModule = new ContainerModule((options) => {
  provide(options, T.authenticate, makeAuthenticate, {
    operatorToken: T.operatorToken,
    sessionTokens: T.sessionTokens,
  })
  provide(options, T.admit, makeAdmit, { authenticate: T.authenticate, auditLog: T.audit, clock: T.clock })
})
