import type { Job } from '../shared/job.js'
import { makeAdmit, type Admit, type AdmitDeps } from './admit.js'
import { makeAuditRotations, type AuditRotationsDeps } from './audit-rotations.js'
import { makeAuthenticate, type AuthenticateDeps } from './authenticate.js'
import { makeCheckTunnel, type CheckTunnelDeps } from './check-tunnel.js'

/** Admission of requests and sockets. */
export interface AccessFeature {
  readonly admit: Admit
  readonly jobs: ReadonlyArray<Job>
}

export type AccessDeps = AuditRotationsDeps &
  AuthenticateDeps &
  Pick<CheckTunnelDeps, 'accessTokens'> &
  Pick<AdmitDeps, 'clock'>

export function makeAccess(deps: AccessDeps): AccessFeature {
  const shared = { ...deps, auditLog: deps.audit }
  const authenticate = makeAuthenticate(deps)
  const checkTunnel = makeCheckTunnel(shared)
  return { admit: makeAdmit({ ...shared, authenticate, checkTunnel }), jobs: [makeAuditRotations(deps)] }
}
