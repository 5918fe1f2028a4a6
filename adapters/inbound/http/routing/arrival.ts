import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { isLoopbackAddress, plainAddress } from '../../../../domain/access/hosts.js'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { type InRanges, clientAddress, lastForwarded } from '../../../../infrastructure/net/address-ranges.js'
import { authorityOf } from '../../../../infrastructure/http/target.js'

/** Origin of a request, from the socket and from headers of trusted peers. */
export interface Arrival {
  /** Address of the client; behind a trusted proxy the one that the proxy gives. */
  readonly ip: string | null
  /** The host that was asked for; `undefined` without one, or with several. */
  readonly host: string | undefined
  /** The authority of the request line, where it has one: it names the hub too, or the request is for somewhere else. */
  readonly authority: string | null
  /** True when the client uses TLS, either to the hub or to the proxy in front of it. */
  readonly isSecure: boolean
  /** True when the request has a `Cf-Ray` header. Not verified: a forged header only leads to stricter checks. */
  readonly isThroughTunnel: boolean
  /** `Cf-Ray` and the client's address as the tunnel daemon gives them; `null` from a peer that could make them up. */
  readonly ray: string | null
  readonly tunnelIp: string | null
}

export type ReadArrival = (request: IncomingMessage) => Arrival

/**
 * Reads `X-Forwarded-*` from trusted proxies only. Headers of the tunnel are read from trusted proxies and from this
 * machine: the tunnel daemon removes those of its clients and sets its own, while others can forge them.
 */
export function readArrivalBehind(isTrusted: InRanges): ReadArrival {
  return (request) => {
    const { headers, socket } = request
    const peer = plainAddress(socket.remoteAddress)
    const isProxied = peer !== null && isTrusted(peer)
    const ray = header(request, 'cf-ray')
    const isThroughTunnel = ray !== null
    const isFromTunnel = isThroughTunnel && (isProxied || isLoopbackAddress(peer))
    const isSecure = isFromTunnel || (socket as Partial<TLSSocket>).encrypted === true
    return {
      ip: isProxied ? clientAddress(peer, [headers['x-forwarded-for'] ?? []].flat().join(), isTrusted) : peer,
      host: (isProxied ? lastForwarded(headers['x-forwarded-host']) : undefined) ?? singleHost(request),
      authority: authorityOf(request.url),
      isSecure: isSecure || (isProxied && lastForwarded(headers['x-forwarded-proto']) === 'https'),
      isThroughTunnel,
      ray: isFromTunnel ? ray : null,
      tunnelIp: isFromTunnel ? header(request, 'cf-connecting-ip') : null,
    }
  }
}

/** `Host` header; `undefined` when it occurs more than once, where Node.js has the first alone. RFC 9112, section 3.2. */
function singleHost({ headers, rawHeaders }: IncomingMessage): string | undefined {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  return count > 1 ? undefined : headers.host
}

/** Longest header value that is worth keeping: user agents are shorter, and audit lines are for reading. */
const MAX_HEADER_LENGTH = 256

/** Value of a header that occurs once and is not empty. */
export function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_HEADER_LENGTH) : null
}

/** Session that the sender names. The header's name before the hub was called Penates counts as well. */
export function claimedSession({ headers }: IncomingMessage): ReturnType<typeof parseSessionName> {
  const name = headers['x-penates-session'] ?? headers['x-cc-hub-session']
  return parseSessionName(typeof name === 'string' ? name : '')
}
