import { isIPv4 } from 'node:net'

const EVERYWHERE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

/**
 * URL of a server listening at `host`, for clients on this machine: `http://127.0.0.1:3333`, without a trailing slash.
 */
export function localUrl(host: string, port: number): string {
  // The first `isIPv6` of a process compiles an expression for 10 ms.
  const name = EVERYWHERE[host] ?? (host.includes(':') ? `[${host}]` : host)
  return `http://${name}:${port}`
}

/** True when only this machine can reach what listens there. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
