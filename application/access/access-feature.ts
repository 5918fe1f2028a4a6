import type { SessionTokens } from '../sessions/session-tokens.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Job } from '../shared/job.js'
import type { Log } from '../shared/log.port.js'
import type { AccessTokens } from './access-tokens.port.js'
import { makeAdmit, type Admit } from './admit.js'
import { makeAuditRotations } from './audit-rotations.js'
import { makeAuthenticate } from './authenticate.js'
import { makeCheckTunnel } from './check-tunnel.js'
import type { OperatorToken } from './operator-token.port.js'

/** Admission of requests and sockets. */
export interface AccessFeature {
  readonly admit: Admit
  readonly jobs: ReadonlyArray<Job>
}

export interface AccessDeps {
  readonly operatorToken: OperatorToken
  readonly sessionTokens: SessionTokens
  /** `null` when no access proxy stands before the hub. */
  readonly accessTokens: AccessTokens | null
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
}

export function makeAccess(deps: AccessDeps): AccessFeature {
  const shared = { ...deps, auditLog: deps.audit }
  const authenticate = makeAuthenticate(deps)
  const checkTunnel = makeCheckTunnel(shared)
  return {
    admit: makeAdmit({ ...shared, authenticate, checkTunnel }),
    jobs: [{ name: 'audit of token rotations', start: makeAuditRotations(deps) }],
  }
}
