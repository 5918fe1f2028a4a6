/** Host names of this hub: lower case, without a port unless the rule includes one. */
export interface HostRules {
  /** Public names, from `PUBLIC_HOSTS`. Their pages may call the hub from another origin than its own. */
  readonly publicHosts: ReadonlySet<string>
  /** `HOST`, when it is a single address. */
  readonly listenHost: string | null
}

const WILDCARDS: ReadonlySet<string> = new Set(['', '0.0.0.0', '::', '[::]'])

/** Reads the two settings. A wildcard address is not a name. */
export function hostRules(listenHost: string, publicHosts: ReadonlyArray<string>): HostRules {
  return {
    publicHosts: new Set(publicHosts.map((host) => host.toLowerCase())),
    listenHost: WILDCARDS.has(listenHost) ? null : unbracketed(listenHost.toLowerCase()),
  }
}

/**
 * True when the `Host` header names this hub. Rejects pages that reached it under a name of their own (DNS rebinding).
 * The local address of the connection cannot be rebound and is accepted.
 */
export function isOwnHost(rules: HostRules, host: string | undefined, localAddress: string | undefined): boolean {
  if (host === undefined) return false
  const asked = host.toLowerCase()
  const name = hostName(asked)
  if (name === null) return false
  return (
    isLoopbackName(name) ||
    name === rules.listenHost ||
    rules.publicHosts.has(asked) ||
    rules.publicHosts.has(name) ||
    name === plainAddress(localAddress)
  )
}

/** True when a page from `origin` may call the hub: its own pages and those of a public host. */
export function isOwnOrigin(rules: HostRules, origin: string, host: string): boolean {
  const match = /^(https?):\/\/([^/?#@\s]+)$/i.exec(origin)
  if (!match) return false
  const defaultPort = match[1]?.toLowerCase() === 'https' ? ':443' : ':80'
  const from = withoutSuffix((match[2] ?? '').toLowerCase(), defaultPort)
  return from === withoutSuffix(host.toLowerCase(), defaultPort) || rules.publicHosts.has(from)
}

/** Address without IPv4-mapped prefix and zone: `::ffff:127.0.0.1` becomes `127.0.0.1`. */
export const plainAddress = (address: string | undefined): string | null =>
  address === undefined
    ? null
    : address
        .toLowerCase()
        .replace(/^::ffff:(?=\d+\.)/, '')
        .replace(/%.*$/, '')

/** 127.0.0.0/8, each octet from 0 to 255 without leading zeros. RFC 3986, section 3.2.2. */
const LOOPBACK_IPV4 = /^127(\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/

/** True when the peer address is a loopback address. */
export function isLoopbackAddress(address: string | null): boolean {
  return address !== null && (address === '::1' || LOOPBACK_IPV4.test(address))
}

/** True when the `Host` header is a loopback name or address. */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = host === undefined ? null : hostName(host.toLowerCase())
  return name !== null && isLoopbackName(name)
}

/** True for names that always resolve to this machine. RFC 6761, section 6.3. */
export const isLocalName = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

/** True for loopback names and addresses. */
const isLoopbackName = (name: string): boolean => isLocalName(name) || isLoopbackAddress(name)

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*)(?::(\d{1,5}))?$/
const MAX_NAME_LENGTH = 253
const MAX_PORT = 65_535

/** Host name in `name:port` or `[address]:port`; `null` for another form or an invalid port. */
function hostName(host: string): string | null {
  const [, name, port] = HOST.exec(host) ?? []
  if (name === undefined || name.length > MAX_NAME_LENGTH || Number(port ?? 0) > MAX_PORT) return null
  return unbracketed(name)
}

const unbracketed = (name: string): string => (name.startsWith('[') ? name.slice(1, -1) : name)

const withoutSuffix = (text: string, suffix: string): string =>
  text.endsWith(suffix) ? text.slice(0, -suffix.length) : text

/** The hub's server as other devices find it. */
export interface Reach {
  readonly rules: HostRules
  /** True when the server itself speaks TLS. */
  readonly isTls: boolean
  readonly port: number
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const

/**
 * Base URLs under which other devices reach the hub, best first: public names, then addresses that it listens on. A public
 * name of a hub that listens on loopback belongs to a proxy or tunnel, which speaks TLS on the default port. With TLS,
 * addresses are left out next to a name, because certificates name hosts. Empty when only this machine reaches the hub.
 */
export function reachableAddresses(
  { rules: { publicHosts, listenHost }, isTls, port }: Reach,
  ownAddresses: ReadonlyArray<string>,
): ReadonlyArray<string> {
  const isOpen = listenHost === null || !isLoopbackName(listenHost)
  const scheme = isTls ? 'https' : 'http'
  const suffix = port === DEFAULT_PORTS[scheme] ? '' : `:${String(port)}`
  const withPort = (host: string): string => (/:\d+$/.test(host) ? host : `${host}${suffix}`)
  const names = [...publicHosts].map((host) => (isOpen ? `${scheme}://${withPort(host)}` : `https://${host}`))
  if (!isOpen || (isTls && names.length > 0)) return names
  const addresses = listenHost === null ? ownAddresses : [listenHost.includes(':') ? `[${listenHost}]` : listenHost]
  return [...names, ...addresses.map((address) => `${scheme}://${address}${suffix}`)]
}
