import { isLoopbackName, type HostRules } from './hosts.js'

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
