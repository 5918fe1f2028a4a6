import { isIPv4, isIPv6 } from 'node:net'

const EVERYWHERE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

/**
 * URL of a server listening at `host`, for clients on this machine: `http://127.0.0.1:3333`, without a trailing slash.
 */
export function localUrl(host: string, port: number): string {
  const name = EVERYWHERE[host] ?? (isIPv6(host) ? `[${host}]` : host)
  return `http://${name}:${port}`
}

/** True when only this machine can reach what listens there. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
