import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/** True when the address is in one of the ranges. False for a text that is not an address. */
export type InRanges = (address: string) => boolean

interface Range {
  readonly address: string
  readonly prefix: number
  readonly family: 'ipv4' | 'ipv6'
}

const BITS = { ipv4: 32, ipv6: 128 }

/** True for an address or a range such as `10.0.0.0/8`. A range of all addresses is refused as meaningless. */
export const isRange = (raw: string): boolean => readRange(raw) !== null

/** Throws for a text that is not a range. */
export function addressRanges(ranges: ReadonlyArray<string>): InRanges {
  if (ranges.length === 0) return () => false
  const list = new BlockList()
  for (const raw of ranges) {
    const range = readRange(raw)
    if (range === null) throw new Error(`no range of addresses: ${raw}`)
    list.addSubnet(range.address, range.prefix, range.family)
  }
  return (address) => {
    const family = familyOf(address)
    return family !== null && list.check(address, family)
  }
}

function readRange(raw: string): Range | null {
  const [address = '', bits, ...rest] = raw.split('/')
  const family = familyOf(address)
  if (family === null || rest.length > 0) return null
  if (bits === undefined) return { address, prefix: BITS[family], family }
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : 0
  return prefix >= 1 && prefix <= BITS[family] ? { address, prefix, family } : null
}

function familyOf(address: string): Range['family'] | null {
  const version = isIP(address)
  return version === 4 ? 'ipv4' : version === 6 && !address.includes('%') ? 'ipv6' : null
}

/** IPv4 addresses of this machine under which others may reach it: no loopback and no link-local ones. */
export const ownAddresses = (): ReadonlyArray<string> =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)

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
