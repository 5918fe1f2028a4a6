import { isIP } from 'node:net'
import type { InRanges } from './address-ranges.js'

/** More proxies than this in a row are a header that somebody made up. */
const MAX_HOPS = 16

/**
 * Address of the client behind trusted proxies: the last one in `X-Forwarded-For` that no trusted proxy has. What stands
 * before it was written by the client itself. `peer` when it is no proxy of ours, or names nobody.
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

/** The last of a list in a header: what the proxy next to us has written. `undefined` when there is none. */
export function lastForwarded(header: string | ReadonlyArray<string> | undefined): string | undefined {
  const all = typeof header === 'string' ? header : header?.join(',')
  const last = all?.split(',').at(-1)?.trim()
  return last === '' ? undefined : last
}

/** `1.2.3.4`, `1.2.3.4:56`, `::1`, `[::1]:56`; mapped addresses as people write them. */
function readAddress(raw: string): string | null {
  const text = raw.trim()
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = bare.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(address) === 0 ? null : address
}
