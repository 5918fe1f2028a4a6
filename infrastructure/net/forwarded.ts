import { isIP } from 'node:net'
import type { InRanges } from './address-ranges.js'

/** Maximum number of evaluated hops; longer lists are forged. */
const MAX_HOPS = 16

/**
 * Address of the client behind trusted proxies: the last entry of `X-Forwarded-For` that is not a trusted proxy.
 * Earlier entries were written by the client itself. Returns `peer` when it is not a trusted proxy or the header has no
 * address.
 */
export function clientAddress(peer: string, forwardedFor: string, isTrusted: InRanges): string {
  if (!isTrusted(peer)) return peer
  let nearest = peer
  for (const hop of forwardedFor.split(',').slice(-MAX_HOPS).reverse()) {
    const address = readAddress(hop)
    if (address === null) return nearest
    nearest = address
    if (!isTrusted(address)) return nearest
  }
  return nearest
}

/** Last item of a list header, which the nearest proxy has written; `undefined` when there is none. */
export function lastForwarded(header: string | ReadonlyArray<string> | undefined): string | undefined {
  const all = typeof header === 'string' ? header : header?.join(',')
  const last = all?.split(',').at(-1)?.trim()
  return last === '' ? undefined : last
}

/** Reads `1.2.3.4`, `1.2.3.4:56`, `::1`, `[::1]:56`; IPv4-mapped addresses become IPv4. */
function readAddress(raw: string): string | null {
  const text = raw.trim()
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = bare.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(address) === 0 ? null : address
}
