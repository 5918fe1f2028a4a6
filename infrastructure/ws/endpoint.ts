import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import type { SendBinary } from './binary-sender.js'

/**
 * Decision on an upgrade. A browser cannot read the HTTP status of a refused one, so `close` completes the handshake and
 * closes the socket with that code.
 */
export type UpgradeDecision<Caller> =
  | { readonly _tag: 'proceed'; readonly caller: Caller }
  | { readonly _tag: 'close'; readonly code: number; readonly reason: string }
  | { readonly _tag: 'refuse'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }

/** Endpoint of an upgrade, with the decoded values of its path's `:names`. */
export interface UpgradeTarget {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
}

/** Decides about an upgrade before anything is written to it. A rejected promise refuses with 500. */
export type AdmitUpgrade<Caller> = (request: IncomingMessage, target: UpgradeTarget) => Promise<UpgradeDecision<Caller>>

/** An upgraded request. */
export interface Upgrade<Caller> {
  readonly caller: Caller
  /** Decoded values of the path's `:names`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Sends a binary frame, see `binarySender`. */
  readonly sendBinary: SendBinary
  /** Counts the client as alive without a frame from it. */
  readonly markAlive: () => void
}

/** Kind of WebSocket. */
export interface Endpoint<Caller> {
  /** Segments, each literal or `:name`: `/api/terminal/:name`. */
  readonly path: string
  /** Interval of protocol pings; a client without a sign of life until the next one is disconnected. */
  readonly pingEveryMs: number
  /**
   * Called once per socket, open and flowing. Listeners must be attached, or the socket paused, before the first await,
   * because a frame without a listener is lost.
   */
  readonly open: (socket: WebSocket, upgrade: Upgrade<Caller>) => void | Promise<void>
}

/** Matches a path against an endpoint's; `null` for another path or invalid escapes. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? ''
    if (!segment.startsWith(':')) {
      if (segment !== value) return null
      continue
    }
    const decoded = decodeSegment(value)
    if (decoded === null || decoded === '') return null
    params[segment.slice(1)] = decoded
  }
  return params
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
