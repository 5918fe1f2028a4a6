import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Admit, AdmitError, Requirement } from '../../../../application/access/admit.js'
import type { PathParams } from '../../../../application/access/permits.js'
import type { IdentifySender } from '../../../../application/attention/record-hook.js'
import type { Caller } from '../../../../application/shared/audit-log.port.js'
import { forbidden, foreignHost, type ForeignHost } from '../../../../domain/access/errors.js'
import { isOwnHost, isOwnOrigin, type HostRules } from '../../../../domain/access/hosts.js'
import type { Principal } from '../../../../domain/access/principal.js'
import { memoizeLast } from '../../../../application/shared/memoize-last.js'
import { claimedSession, header, type ReadArrival } from './arrival.js'

/** Sender of a request that access control admitted. */
export interface HttpCaller extends Caller {
  readonly principal: Principal
  /** The client's own id, from `X-Penates-Client`; events that this call causes carry it as `origin`. */
  readonly client: string | null
}

export type AccessError = AdmitError | ForeignHost

/** Admits a request; `params` are those of its path, which scopes of tokens are compared with. */
export type AdmitHttp = (
  request: IncomingMessage,
  requirement: Requirement,
  params?: PathParams,
) => TE.TaskEither<AccessError, HttpCaller>

/** The one way in, for requests and for upgrades. Reads nothing but the head. */
export interface AccessControl {
  readonly admitRequest: AdmitHttp
  /** Browsers cannot set headers on a socket: `bearer.<token>` as a subprotocol and `?token=` count as well. */
  readonly admitUpgrade: AdmitHttp
  /** Host check alone, for what needs no token: the client's files. */
  readonly isOwnHost: (request: IncomingMessage) => boolean
}

export interface AccessControlDeps {
  readonly admit: Admit
  readonly hosts: HostRules
  readonly readArrival: ReadArrival
  readonly identifySender: IdentifySender
}

export function makeAccessControl({ admit, hosts, readArrival, identifySender }: AccessControlDeps): AccessControl {
  const isOwn = memoizeLast((host: string, localAddress: string | undefined) => isOwnHost(hosts, host, localAddress))

  /**
   * True when the request names a session that its token does not belong to. Malformed names are left to the routes.
   */
  const claimsAnother = (request: IncomingMessage, principal: Principal): boolean => {
    const claimed = claimedSession(request)
    return E.isRight(claimed) && E.isLeft(identifySender(principal, claimed.right))
  }

  const authenticate = (
    request: IncomingMessage,
    token: string | null,
    requirement: Requirement,
    params: PathParams | undefined,
  ): TE.TaskEither<AccessError, HttpCaller> => {
    const { origin } = request.headers
    const { host, authority, ip, isThroughTunnel, ray, tunnelIp } = readArrival(request)
    const { localAddress } = request.socket
    if (host === undefined || !isOwn(host, localAddress)) return TE.left(foreignHost('Host'))
    if (authority !== null && !isOwnHost(hosts, authority, localAddress)) return TE.left(foreignHost('Host'))
    if (origin !== undefined && !isOwnOrigin(hosts, origin, host)) return TE.left(foreignHost('Origin'))
    const client = header(request, 'x-penates-client')
    const passage = isThroughTunnel ? { jwt: accessToken(request), ip: tunnelIp } : null
    const arrived = { user: null, ip, cfRay: ray, userAgent: header(request, 'user-agent') }
    return async () => {
      const admission = await admit({ token, passage }, requirement, arrived, params)()
      if (E.isLeft(admission)) return admission
      const { principal, caller } = admission.right
      if (principal.kind === 'session' && claimsAnother(request, principal)) return E.left(forbidden)
      // Node 20 takes ten times as long for a spread at the front of a literal.
      return E.right(Object.assign({ principal, client }, caller))
    }
  }

  return {
    admitRequest: (request, requirement, params) => authenticate(request, bearerOf(request), requirement, params),
    admitUpgrade: (request, requirement, params) =>
      authenticate(request, bearerOf(request) ?? queryToken(request) ?? protocolToken(request), requirement, params),
    isOwnHost: (request) => {
      const { host, authority } = readArrival(request)
      return [host, ...(authority === null ? [] : [authority])].every((name) =>
        isOwnHost(hosts, name, request.socket.localAddress),
      )
    },
  }
}

/** Signed assertion of the access proxy, unparsed. */
function accessToken({ headers }: IncomingMessage): string | null {
  const value = headers['cf-access-jwt-assertion']
  return typeof value === 'string' && value !== '' ? value : null
}

/** Token of the `Authorization` header. */
export const bearerOf = ({ headers }: IncomingMessage): string | null =>
  /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? null

function queryToken({ url = '' }: IncomingMessage): string | null {
  const start = url.indexOf('?')
  const token = start === -1 ? null : new URLSearchParams(url.slice(start + 1)).get('token')
  return token === '' ? null : token
}

const PROTOCOL_PREFIX = 'bearer.'

function protocolToken({ headers }: IncomingMessage): string | null {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((item) => item.trim())
  const token = offered.find((item) => item.startsWith(PROTOCOL_PREFIX))?.slice(PROTOCOL_PREFIX.length)
  return token === undefined || token === '' ? null : token
}
