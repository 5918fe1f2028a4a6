import type { Job } from '../shared/job.js'
import { makeAdmit, type Admit } from './admit.js'
import {
  makeAuditRotations,
  makeCreateToken,
  makeIssueToken,
  makeRevokeToken,
  type CreateToken,
  type RevokeToken,
} from './tokens.js'
import { makeAuthenticate, makeCheckTunnel } from './authenticate.js'
import { makeDevicePairing, type DevicePairing } from './pair-device.js'
import { makeNamedHolders, type NamedHolders } from './named-holders.js'
import type { NamedTokens } from './named-tokens.port.js'
import { makePermits, type Permits } from './permits.js'
import type { AccessPorts } from './ports.js'

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

export function makeAccess({ sessions, projects, ...ports }: AccessPorts): AccessFeature {
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
