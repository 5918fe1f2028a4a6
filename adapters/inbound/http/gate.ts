import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Admit, AdmitError, Requirement } from '../../../application/access/admit.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { foreignHost, type ForeignHost } from '../../../domain/access/errors.js'
import {
  isLoopbackAddress,
  isOwnHost,
  isOwnOrigin,
  plainAddress,
  type HostRules,
} from '../../../domain/access/hosts.js'
import type { Principal } from '../../../domain/access/principal.js'
import { whileUnchanged } from '../../../application/shared/while-unchanged.js'

/** Who sent a request that the gate let in. */
export interface HttpCaller extends Caller {
  readonly principal: Principal
  /** The client's own id, from `X-Penates-Client`; events that this call causes carry it as `origin`. */
  readonly client: string | null
}

export type GateError = AdmitError | ForeignHost

/** The one way in, for requests and for upgrades. Reads nothing but the head. */
export interface Gate {
  readonly admitRequest: (request: IncomingMessage, requirement: Requirement) => TE.TaskEither<GateError, HttpCaller>
  /** Browsers cannot set headers on a socket: `bearer.<token>` as a subprotocol and `?token=` count as well. */
  readonly admitUpgrade: (request: IncomingMessage, requirement: Requirement) => TE.TaskEither<GateError, HttpCaller>
  /** Host check alone, for what needs no token: the client's files. */
  readonly isOwnHost: (request: IncomingMessage) => boolean
}

export interface GateDeps {
  readonly admit: Admit
  readonly hosts: HostRules
}

export function makeGate({ admit, hosts }: GateDeps): Gate {
  const isOwn = whileUnchanged((host: string, localAddress: string | undefined) => isOwnHost(hosts, host, localAddress))

  const knock = (
    request: IncomingMessage,
    token: string | null,
    requirement: Requirement,
  ): TE.TaskEither<GateError, HttpCaller> => {
    const { host, origin } = request.headers
    if (host === undefined || !isOwn(host, request.socket.localAddress)) return TE.left(foreignHost('Host'))
    if (origin !== undefined && !isOwnOrigin(hosts, origin, host)) return TE.left(foreignHost('Origin'))
    const caller = callerOf(request)
    const { user, ip, cfRay, userAgent } = caller
    const client = header(request, 'x-penates-client')
    return pipe(
      admit(token, requirement, caller),
      TE.map((principal) => ({ user, ip, cfRay, userAgent, principal, client })),
    )
  }

  return {
    admitRequest: (request, requirement) => knock(request, bearer(request), requirement),
    admitUpgrade: (request, requirement) =>
      knock(request, bearer(request) ?? queryToken(request) ?? protocolToken(request), requirement),
    isOwnHost: ({ headers, socket }) => isOwnHost(hosts, headers.host, socket.localAddress),
  }
}

/** Longest header value that is worth keeping: user agents are shorter, and audit lines are for reading. */
const MAX_HEADER_LENGTH = 256

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_HEADER_LENGTH) : null
}

/**
 * Where the request came from. `Cf-*` is believed only from a tunnel daemon on this machine: it strips what its clients
 * send and sets its own, while anyone else can write what they like.
 */
function callerOf(request: IncomingMessage): Caller {
  const peer = plainAddress(request.socket.remoteAddress)
  const cfRay = isLoopbackAddress(peer) ? header(request, 'cf-ray') : null
  const ip = cfRay === null ? peer : (header(request, 'cf-connecting-ip') ?? peer)
  return { user: null, ip, cfRay, userAgent: header(request, 'user-agent') }
}

const bearer = ({ headers }: IncomingMessage): string | null =>
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
