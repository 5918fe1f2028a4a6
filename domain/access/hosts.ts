/** Host names under which this hub may be asked: lower case, without a port unless one is part of the rule. */
export interface HostRules {
  /** What people and tunnels call it: `PUBLIC_HOSTS`. Their pages may call it from another address than its own. */
  readonly publicHosts: ReadonlySet<string>
  /** `HOST`, when it names one address. */
  readonly listenHost: string | null
}

const WILDCARDS: ReadonlySet<string> = new Set(['', '0.0.0.0', '::', '[::]'])

/** Reads the two settings. A wildcard address names nothing. */
export function hostRules(listenHost: string, publicHosts: ReadonlyArray<string>): HostRules {
  return {
    publicHosts: new Set(publicHosts.map((host) => host.toLowerCase())),
    listenHost: WILDCARDS.has(listenHost) ? null : unbracketed(listenHost.toLowerCase()),
  }
}

/**
 * Whether the `Host` header names this hub. A page that reached us by a name of its own (DNS rebinding) shows here. An
 * address that the connection really came in on cannot be rebound and passes.
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

/** Whether a page from `origin` may call: one that this hub served itself, or one of a public host. */
export function isOwnOrigin(rules: HostRules, origin: string, host: string): boolean {
  const match = /^(https?):\/\/([^/?#@\s]+)$/i.exec(origin)
  if (!match) return false
  const defaultPort = match[1]?.toLowerCase() === 'https' ? ':443' : ':80'
  const from = withoutSuffix((match[2] ?? '').toLowerCase(), defaultPort)
  return from === withoutSuffix(host.toLowerCase(), defaultPort) || rules.publicHosts.has(from)
}

/** `::ffff:127.0.0.1` is `127.0.0.1` for people. */
export const plainAddress = (address: string | undefined): string | null =>
  address === undefined
    ? null
    : address
        .toLowerCase()
        .replace(/^::ffff:(?=\d+\.)/, '')
        .replace(/%.*$/, '')

/** 127.0.0.0/8, each octet from 0 to 255 without leading zeros. RFC 3986, section 3.2.2. */
const LOOPBACK_IPV4 = /^127(\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/

/** Whether a peer is this machine itself. */
export function isLoopbackAddress(address: string | null): boolean {
  return address !== null && (address === '::1' || LOOPBACK_IPV4.test(address))
}

/** Whether a `Host` header names this machine by a name that means it everywhere. */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = host === undefined ? null : hostName(host.toLowerCase())
  return name !== null && isLoopbackName(name)
}

/** Names that lead to this machine wherever they are looked up. RFC 6761, section 6.3. */
export const isLocalName = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

const isLoopbackName = (name: string): boolean => isLocalName(name) || isLoopbackAddress(name)

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*)(?::(\d{1,5}))?$/
const MAX_NAME_LENGTH = 253
const MAX_PORT = 65_535

/** The name in `name:port`, `[address]:port`; `null` for what is neither, or has a port that does not exist. */
function hostName(host: string): string | null {
  const [, name, port] = HOST.exec(host) ?? []
  if (name === undefined || name.length > MAX_NAME_LENGTH || Number(port ?? 0) > MAX_PORT) return null
  return unbracketed(name)
}

const unbracketed = (name: string): string => (name.startsWith('[') ? name.slice(1, -1) : name)

const withoutSuffix = (text: string, suffix: string): string =>
  text.endsWith(suffix) ? text.slice(0, -suffix.length) : text
