import type { Secrets } from '../shared/secrets.port.js'
import type { ProjectsFeature } from '../projects/projects-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Job } from '../shared/job.js'
import { makeAdmit, type Admit, type AdmitDeps } from './admit.js'
import { makeAuditRotations, type AuditRotationsDeps } from './audit-rotations.js'
import { makeAuthenticate, type AuthenticateDeps } from './authenticate.js'
import { makeCheckTunnel, type CheckTunnelDeps } from './check-tunnel.js'
import { makeCreateToken, type CreateToken } from './create-token.js'
import { makeDevicePairing, type DevicePairing } from './pair-device.js'
import { makeIssueToken } from './issue-token.js'
import { makeNamedHolders, type NamedHolders } from './named-holders.js'
import type { NamedTokens } from './named-tokens.port.js'
import { makePermits, type Permits, type PermitsDeps } from './permits.js'
import { makeRevokeToken, type RevokeToken } from './revoke-token.js'

/** Admission of requests and sockets, and the named tokens. */
export interface AccessFeature extends DevicePairing {
  readonly admit: Admit
  readonly permits: Permits
  /** Calls `end` when the principal's token is revoked or expires; see `NamedHolders`. */
  readonly followToken: NamedHolders['follow']
  readonly createToken: CreateToken
  readonly listTokens: NamedTokens['read']
  readonly revokeToken: RevokeToken
  readonly jobs: ReadonlyArray<Job>
}

export interface AccessDeps
  extends
    AuditRotationsDeps,
    Omit<AuthenticateDeps, 'namedHolders'>,
    Pick<PermitsDeps, 'cards'>,
    Pick<CheckTunnelDeps, 'accessTokens'>,
    Pick<AdmitDeps, 'clock'> {
  readonly namedTokens: NamedTokens
  readonly secrets: Secrets
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly projects: Pick<ProjectsFeature, 'findProject'>
}

export function makeAccess({ sessions, projects, ...ports }: AccessDeps): AccessFeature {
  const deps = { ...ports, ...sessions, ...projects, auditLog: ports.audit }
  const namedHolders = makeNamedHolders(deps)
  const permits = makePermits(deps)
  const issueToken = makeIssueToken({ ...deps, namedHolders })
  const shared = { ...deps, namedHolders, permits, issueToken }
  const [authenticate, checkTunnel] = [makeAuthenticate(shared), makeCheckTunnel(shared)]
  return {
    admit: makeAdmit({ ...shared, authenticate, checkTunnel }),
    permits,
    followToken: namedHolders.follow,
    createToken: makeCreateToken(shared),
    listTokens: deps.namedTokens.read,
    revokeToken: makeRevokeToken(shared),
    ...makeDevicePairing(shared),
    jobs: [makeAuditRotations(deps)],
  }
}
